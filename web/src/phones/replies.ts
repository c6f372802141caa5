// What the customer's phone sends back after an address was filled in, a contact was shared, a permission was asked for.
import type { Customer } from "../api/emulator-types";

type Message = Record<string, unknown>;

export const ADDRESS_FIELDS = [
  "name",
  "phone_number",
  "in_pin_code",
  "house_number",
  "floor_number",
  "tower_number",
  "building_name",
  "address",
  "landmark_area",
  "city",
  "state",
] as const;

export function addressReply(values: Record<string, string>, savedId?: string): Message {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
  const address = [filled.address, filled.city].filter(Boolean).join(", ");
  const answers = savedId === undefined ? { values: filled } : { saved_address_id: savedId, values: filled };
  const body = [filled.name, address].filter(Boolean).join("\n");
  const nfm_reply = { name: "address_message", body, response_json: JSON.stringify(answers) };
  return { type: "interactive", interactive: { type: "nfm_reply", nfm_reply } };
}

export function callPermissionReply(accept: boolean, now: number): Message {
  const answer = accept
    ? {
        response: "accept",
        expiration_timestamp: Math.floor(now / 1_000) + 7 * 24 * 3_600,
        response_source: "user_action",
      }
    : { response: "reject", response_source: "user_action" };
  return { type: "interactive", interactive: { type: "call_permission_reply", call_permission_reply: answer } };
}

/** A contact card, of oneself or of somebody else. */
export function contactMessage({ name, phone }: Pick<Customer, "name" | "phone">, asked = false): Message {
  const [first_name = name, ...rest] = name.split(" ");
  const card = {
    name: { formatted_name: name, first_name, ...(rest.length > 0 && { last_name: rest.join(" ") }) },
    phones: [{ phone: `+${phone}`, wa_id: phone, type: "CELL" }],
    origin: asked ? "contact_request" : "other",
  };
  return { type: "contacts", contacts: [card] };
}

export interface Attachment {
  kind: "image" | "video" | "audio" | "document" | "sticker";
  voice: boolean;
}

/** A file as a message; its bytes travel beside it. */
export function fileMessage({ kind, voice }: Attachment, filename: string, caption: string): Message {
  const hasCaption = caption !== "" && kind !== "audio" && kind !== "sticker";
  const content = {
    ...(hasCaption && { caption }),
    ...(kind === "document" && { filename }),
    ...(kind === "audio" && { voice }),
    ...(kind === "sticker" && { animated: false }),
  };
  return { type: kind, [kind]: content };
}
