// A rate card as the API gives it: prices by market and category, from a day on.

export const CATEGORIES = [
  "marketing",
  "marketing_lite",
  "utility",
  "authentication",
  "authentication_international",
  "service",
] as const;
export type Category = (typeof CATEGORIES)[number];

export type Market = { market: string; countries: string[] } & Partial<Record<Category, number>>;

export interface Card {
  effective_from: string;
  currency: string;
  source: string;
  utility_in_window: "free" | "charged";
  markets: Market[];
}

export type Standing = "today" | "later" | "earlier";

/** Each counts until the next one begins. */
export function standingOf({ effective_from: from }: Card, inForce: string | null): Standing {
  if (from === inForce) return "today";
  return inForce !== null && from < inForce ? "earlier" : "later";
}

/** The columns that some market of it fills. */
export function columnsOf({ markets }: Card): Category[] {
  return CATEGORIES.filter((category) => markets.some((market) => market[category] !== undefined));
}

/** A card as JSON, or one that stands alone in a list of them; nothing when it is neither. */
export function cardIn(text: string): Card | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const card: unknown = Array.isArray(read) && read.length === 1 ? read[0] : read;
    const isCard = typeof card === "object" && card !== null && "effective_from" in card && "markets" in card;
    return isCard ? (card as Card) : undefined;
  } catch {
    return undefined;
  }
}
