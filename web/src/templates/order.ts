// The list in another order than its names: by what campaigns and series did with each.
import type { ListedTemplate } from "../api/types";

export const ORDERS = ["name", "used", "sent", "read"] as const;
export type Order = (typeof ORDERS)[number];

/** What campaigns and series did with a template, all its languages together. */
export interface Use {
  lastAt: number | null;
  sent: number;
  read: number;
  delivered: number;
  /** None where too few got it to tell. */
  rate: number | null;
}

export function usageOf(languages: ListedTemplate[]): Use {
  const sum = (of: (template: ListedTemplate) => number) => languages.reduce((all, it) => all + of(it), 0);
  const last = languages.flatMap(({ last_used_at: at }) => at ?? []);
  const [read, delivered] = [sum((it) => it.read_rate.numerator), sum((it) => it.read_rate.denominator)];
  const enough = delivered >= Math.max(1, languages[0]?.read_rate.minimum ?? 1);
  return {
    lastAt: last.length > 0 ? Math.max(...last) : null,
    sent: sum((it) => it.sent_lately),
    read,
    delivered,
    rate: enough ? read / delivered : null,
  };
}

/** What was never used comes last, whatever one looks for; among equals the names decide. */
export function ordered(groups: ListedTemplate[][], order: Order): ListedTemplate[][] {
  if (order === "name") return groups;
  const weight = (languages: ListedTemplate[]) => {
    const { lastAt, sent, rate } = usageOf(languages);
    return { used: lastAt, sent, read: rate }[order] ?? -1;
  };
  return groups.toSorted((one, other) => weight(other) - weight(one));
}
