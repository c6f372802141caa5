// Whom the table of people shows, as it stands in the address: a bar that is clicked is a link one can share.

export const SHOWN = [
  "waiting",
  "sending",
  "uncertain",
  "undecided",
  "accepted",
  "sent",
  "delivered",
  "read",
  "failed",
  "rejected",
  "skipped",
  "held_out",
  "cancelled",
] as const;
export type Shown = (typeof SHOWN)[number];

export interface RecipientSearch {
  outcome?: Shown;
  reason?: string;
  variant?: number;
}

export function recipientSearch(search: Record<string, unknown>): RecipientSearch {
  return {
    outcome: SHOWN.find((shown) => shown === search.outcome),
    reason: typeof search.reason === "string" || typeof search.reason === "number" ? String(search.reason) : undefined,
    variant: typeof search.variant === "number" ? search.variant : undefined,
  };
}
