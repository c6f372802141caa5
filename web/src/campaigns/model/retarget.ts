// Whom one hopes for more from, by what became of a campaign's message; who they are the server knows.
import type { Campaign } from "../../api/types";
import type { Plan } from "./plan";

export const OUTCOMES = [
  "not_delivered",
  "failed_retryable",
  "delivered_not_read",
  "read_not_replied",
  "clicked_not_converted",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Without a goal nobody can have missed it, and without failures nobody is to be tried again. */
export function offered({ plan, summary }: Campaign): Outcome[] {
  const { goal } = plan as unknown as Plan;
  return OUTCOMES.filter((outcome) => {
    if (outcome === "clicked_not_converted") return goal !== null && summary.clicked > 0;
    return outcome !== "failed_retryable" || summary.failed + summary.rejected > 0;
  });
}
