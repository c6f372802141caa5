import { expect, it } from "vitest";
import type { PhoneMessage } from "../api/emulator-types";
import { asItIs, groupsOf, messagesIn, pinnedIn } from "./chats";

const message = (id: string, more: Partial<PhoneMessage> = {}) =>
  ({ id, message: { type: "text" }, ...more }) as PhoneMessage;
const ids = (messages: PhoneMessage[]) => messages.map(({ id }) => id);

const PHONE = [
  message("hola"),
  message("in luna", { group_id: "1", group_subject: "Luna", pinned_until: 10 }),
  message("in sol", { group_id: "2", group_subject: "Sol" }),
  message("in luna again", { group_id: "1", group_subject: "Luna", pinned_until: 20 }),
];

it("keeps each group in a chat of its own, the newest first", () => {
  expect(groupsOf(PHONE)).toEqual([
    { id: "1", subject: "Luna" },
    { id: "2", subject: "Sol" },
  ]);
  expect(ids(messagesIn(PHONE, "1"))).toEqual(["in luna", "in luna again"]);
  expect(ids(messagesIn(PHONE, undefined))).toEqual(["hola"]);
});

it("shows pins until their time is over", () => {
  expect(ids(pinnedIn(PHONE, 5))).toEqual(["in luna again", "in luna"]);
  expect(ids(pinnedIn(PHONE, 15))).toEqual(["in luna again"]);
});

it("shows how far an order has come, and nothing of what was taken back", () => {
  const parameters = { reference_id: "A-1", order: { status: "pending", items: [] } };
  const bill = { type: "interactive", interactive: { type: "order_details", action: { parameters } } };
  const paid = asItIs(message("bill", { message: bill, order: { status: "shipped", payment: "captured" } }));
  expect(paid).toMatchObject({
    interactive: {
      type: "order_details",
      action: {
        parameters: { reference_id: "A-1", order: { status: "shipped", items: [] }, payment: { status: "captured" } },
      },
    },
  });
  expect(asItIs(message("gone", { altered: "taken_back" }))).toEqual({ type: "revoke", revoke: {} });
  expect(asItIs(message("plain"))).toEqual({ type: "text" });
});
