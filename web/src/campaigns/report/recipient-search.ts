// Whom the table of people shows, as it stands in the address: a bar that is clicked is a link one can share.

/** What the API is asked for: a figure of the report by its word, else where rows stand now. */
const WHO = {
  accepted: { measure: "accepted" },
  delivered: { measure: "delivered" },
  read: { measure: "read" },
  replied: { measure: "replied" },
  clicked: { measure: "clicked" },
  converted: { measure: "converted" },
  failed: { state: "failed,rejected" },
  rejected: { state: "rejected" },
  skipped: { state: "skipped,held_out" },
  uncertain: { state: "sending,uncertain,undecided" },
  undecided: { state: "undecided" },
  waiting: { state: "waiting" },
  cancelled: { state: "cancelled" },
} as const;

export type Who = keyof typeof WHO;
export const EVERYBODY = Object.keys(WHO) as Who[];

export interface RecipientSearch {
  who?: Who;
  reason?: string;
  variant?: number;
}

export function recipientSearch(search: Record<string, unknown>): RecipientSearch {
  const { reason, variant } = search;
  return {
    who: EVERYBODY.find((known) => known === search.who),
    reason: typeof reason === "string" || typeof reason === "number" ? String(reason) : undefined,
    variant: typeof variant === "number" ? variant : undefined,
  };
}

export interface RecipientQuery {
  state?: string;
  measure?: string;
  reason?: string;
  variant?: number;
}

/** The group of those left out on purpose has no rows with a reason: it is a state of its own. */
export function queryOf({ who, reason, variant }: RecipientSearch): RecipientQuery {
  if (who === "skipped" && reason === "held_out") return { state: "held_out", variant };
  return { ...(who ? WHO[who] : {}), reason, variant };
}
