// The kinds of buttons one can add, how many of each there may be, and what each begins with.
import type { Button } from "../model/draft";

export const TEXT_LIMIT = 25;
export const MOST_BUTTONS = 10;

interface Kind {
  type: string;
  most: number;
  empty: Button;
}

export const KINDS: Kind[] = [
  { type: "QUICK_REPLY", most: 10, empty: { type: "QUICK_REPLY", text: "" } },
  { type: "URL", most: 2, empty: { type: "URL", text: "", url: "https://" } },
  { type: "PHONE_NUMBER", most: 1, empty: { type: "PHONE_NUMBER", text: "", phone_number: "" } },
  { type: "COPY_CODE", most: 1, empty: { type: "COPY_CODE", example: "" } },
  { type: "FLOW", most: 1, empty: { type: "FLOW", text: "", flow_id: "", flow_action: "navigate" } },
  { type: "VOICE_CALL", most: 1, empty: { type: "VOICE_CALL", text: "" } },
  { type: "CATALOG", most: 1, empty: { type: "CATALOG", text: "View catalog" } },
  { type: "MPM", most: 1, empty: { type: "MPM", text: "View items" } },
  { type: "SPM", most: 1, empty: { type: "SPM", text: "View" } },
  { type: "ORDER_DETAILS", most: 1, empty: { type: "ORDER_DETAILS", text: "" } },
  { type: "REQUEST_CONTACT_INFO", most: 1, empty: { type: "REQUEST_CONTACT_INFO" } },
];

/** Meta writes the words of these, in the customer's language. */
export const FIXED_WORDS = ["CATALOG", "MPM", "SPM"];

/** Cards of a carousel: fewer, and without codes. */
export const CARD_KINDS = KINDS.filter(({ type }) => ["QUICK_REPLY", "URL", "PHONE_NUMBER"].includes(type));
export const MOST_CARD_BUTTONS = 2;

/** Quick replies stand together: a new one goes to the others, anything else before or behind them. */
export function withButton(buttons: Button[], added: Button): Button[] {
  if (added.type === "COPY_CODE") return [added, ...buttons];
  if (added.type !== "QUICK_REPLY") return [...buttons, added];
  const last = buttons.findLastIndex(({ type }) => type === "QUICK_REPLY");
  return last === -1 ? [...buttons, added] : [...buttons.slice(0, last + 1), added, ...buttons.slice(last + 1)];
}

export function moved(buttons: Button[], from: number, to: number): Button[] {
  const rest = buttons.filter((_, index) => index !== from);
  const one = buttons[from];
  return one ? [...rest.slice(0, to), one, ...rest.slice(to)] : buttons;
}
