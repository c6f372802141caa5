// The arithmetic of the funnel: how long each bar is, and of what it is a part.

export const FUNNEL = ["planned", "accepted", "delivered", "read", "replied", "clicked", "converted"] as const;
export type Measure = (typeof FUNNEL)[number];

/** What a rate is measured by: reading, answering, clicking and buying all begin with the delivery. */
const BASES: Record<Measure, Measure> = {
  planned: "planned",
  accepted: "planned",
  delivered: "accepted",
  read: "delivered",
  replied: "delivered",
  clicked: "delivered",
  converted: "delivered",
};

export interface Stage {
  measure: Measure;
  count: number;
  /** Of the longest bar, of one. */
  length: number;
  base: Measure;
  /** Of its base; nothing where the base is nobody. */
  rate: number | undefined;
}

export function stagesOf(counted: { measure: string; count: number }[]): Stage[] {
  const counts = new Map(counted.map(({ measure, count }) => [measure, count]));
  const longest = Math.max(1, ...FUNNEL.map((measure) => counts.get(measure) ?? 0));
  return FUNNEL.filter((measure) => counts.has(measure)).map((measure) => {
    const count = counts.get(measure) ?? 0;
    const base = BASES[measure];
    const whole = counts.get(base) ?? 0;
    return { measure, count, length: count / longest, base, rate: whole > 0 ? count / whole : undefined };
  });
}
