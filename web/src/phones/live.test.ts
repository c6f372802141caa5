import { expect, it } from "vitest";
import type { Customer, PhoneMessage } from "../api/types";
import { placeCustomer, placePhoneMessage } from "./live";

const message = (id: string, at: number, status?: PhoneMessage["status"]) => ({ id, at, status }) as PhoneMessage;
const customer = (id: string, at: number | null) =>
  ({ id, last: at === null ? null : { text: "", at, direction: "to_customer" } }) as Customer;

it("adds a message by its time, and never twice", () => {
  const messages = [message("a", 1), message("c", 3)];
  expect(
    placePhoneMessage(messages, message("b", 2))
      .map(({ id }) => id)
      .join(""),
  ).toBe("abc");
  expect(placePhoneMessage(messages, message("c", 3, "read"))).toEqual([message("a", 1), message("c", 3, "read")]);
});

it("puts the phone that spoke last on top and the silent ones at the end", () => {
  const customers = [customer("a", 9), customer("b", 5), customer("c", null)];
  expect(
    placeCustomer(customers, customer("b", 10))
      .map(({ id }) => id)
      .join(""),
  ).toBe("bac");
  expect(
    placeCustomer(customers, customer("d", 1))
      .map(({ id }) => id)
      .join(""),
  ).toBe("abdc");
});
