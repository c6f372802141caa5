// The chats on a phone: the one with the business, and one for each group its owner is in.
import type { PhoneMessage } from "../api/emulator-types";

/** A group; the chat with the business has none. */
export interface Group {
  id: string;
  subject: string;
}

/** The groups in which something was written, the newest words first. */
export function groupsOf(messages: PhoneMessage[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { group_id: id, group_subject: subject } of messages.toReversed()) {
    if (id !== undefined && !groups.has(id)) groups.set(id, { id, subject: subject ?? id });
  }
  return [...groups.values()];
}

/** What was written in one chat. */
export function messagesIn(messages: PhoneMessage[], group: string | undefined): PhoneMessage[] {
  return messages.filter(({ group_id }) => group_id === group);
}

/** What stands at the top, the newest pin first. */
export function pinnedIn(messages: PhoneMessage[], now: number): PhoneMessage[] {
  return messages.filter(({ pinned_until: until }) => until !== undefined && now < until).toReversed();
}

/** A message as it is now: an order as far as it has come, words that were taken back gone. */
export function asItIs({ message, order, altered }: PhoneMessage): unknown {
  if (altered === "taken_back") return { type: "revoke", revoke: {} };
  if (!order || typeof message !== "object" || message === null) return message;
  const sent = message as { interactive?: { action?: { parameters?: Record<string, unknown> } } };
  const parameters = sent.interactive?.action?.parameters;
  if (!parameters) return message;
  const known = typeof parameters.order === "object" ? parameters.order : {};
  const told = {
    ...parameters,
    order: { ...known, status: order.status },
    ...(order.payment && { payment: { status: order.payment } }),
  };
  return { ...sent, interactive: { ...sent.interactive, action: { ...sent.interactive?.action, parameters: told } } };
}
