import { expect, it } from "vitest";
import type { PhoneMessage } from "../api/emulator-types";
import { placePhoneMessage } from "./live";

const message = (id: string, at: number, status?: PhoneMessage["status"]) => ({ id, at, status }) as PhoneMessage;

it("adds a message by its time, and never twice", () => {
  const messages = [message("a", 1), message("c", 3)];
  expect(
    placePhoneMessage(messages, message("b", 2))
      .map(({ id }) => id)
      .join(""),
  ).toBe("abc");
  expect(placePhoneMessage(messages, message("c", 3, "read"))).toEqual([message("a", 1), message("c", 3, "read")]);
});
