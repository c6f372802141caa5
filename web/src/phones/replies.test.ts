import { expect, it } from "vitest";
import { addressReply, callPermissionReply, contactMessage, fileMessage } from "./replies";

const answersOf = (message: Record<string, unknown>) => {
  const { nfm_reply } = message.interactive as { nfm_reply: { name: string; response_json: string } };
  return [nfm_reply.name, JSON.parse(nfm_reply.response_json) as unknown];
};

it("an address is sent without what was left empty", () => {
  expect(answersOf(addressReply({ name: "Asha", city: " ", address: "MG Road 1" }))).toEqual([
    "address_message",
    { values: { name: "Asha", address: "MG Road 1" } },
  ]);
  expect(answersOf(addressReply({ name: "Asha" }, "home"))[1]).toEqual({
    saved_address_id: "home",
    values: { name: "Asha" },
  });
});

it("permission to call lasts a week, a refusal not at all", () => {
  expect(callPermissionReply(true, 1_000_000)).toMatchObject({
    interactive: { call_permission_reply: { response: "accept", expiration_timestamp: 605_800 } },
  });
  expect(callPermissionReply(false, 0)).toMatchObject({
    interactive: { call_permission_reply: { response: "reject" } },
  });
});

it("a contact says whether it was asked for", () => {
  expect(contactMessage({ name: "Ana María Díaz", phone: "34600" }, true)).toMatchObject({
    contacts: [{ name: { first_name: "Ana", last_name: "María Díaz" }, origin: "contact_request" }],
  });
});

it.each([
  [{ kind: "image", voice: false }, { caption: "look" }],
  [
    { kind: "document", voice: false },
    { caption: "look", filename: "a.pdf" },
  ],
  [{ kind: "audio", voice: true }, { voice: true }],
  [{ kind: "sticker", voice: false }, { animated: false }],
] as const)("a file of the kind %j has what its kind allows", (attachment, expected) => {
  expect(fileMessage(attachment, "a.pdf", "look")).toEqual({ type: attachment.kind, [attachment.kind]: expected });
});
