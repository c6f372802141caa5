// The funnel as it is drawn: how long each bar is, and the rate that goes with it. The figures are the report's own.
import type { CampaignReport } from "../../api/types";

export const FUNNEL = ["planned", "accepted", "delivered", "read", "replied", "clicked", "converted"] as const;
export type Measure = (typeof FUNNEL)[number];

/** What happened to people is measured by those it was delivered to. */
const RATES: Partial<Record<Measure, string>> = {
  accepted: "acceptance",
  delivered: "delivery_rate",
  read: "read_rate",
  replied: "reply_rate",
  clicked: "click_rate",
  converted: "conversion_rate",
};

export type Rate = CampaignReport["rates"][string];

export interface Stage {
  measure: Measure;
  count: number;
  /** Of the longest bar, of one. */
  length: number;
  rate: Rate | undefined;
}

export function stagesOf({ funnel, rates }: Pick<CampaignReport, "funnel" | "rates">): Stage[] {
  const longest = Math.max(1, ...funnel.map(({ count }) => count));
  return funnel.flatMap(({ measure: word, count }) => {
    const measure = FUNNEL.find((known) => known === word);
    if (!measure) return [];
    const rate = RATES[measure];
    return [{ measure, count, length: count / longest, rate: rate === undefined ? undefined : rates[rate] }];
  });
}
