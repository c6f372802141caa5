// Faults as one edits them: percentages, and one line for each error that is to happen.
import type { Faults, Rates } from "../api/simulation";

export const RATES = [
  "server_error_rate",
  "lost_answer_rate",
  "dropped_request_rate",
  "slow_answer_rate",
  "duplicate_rate",
  "reorder_rate",
  "delay_rate",
  "skip_delivered_rate",
  "silent_rate",
] as const;
export type RateName = (typeof RATES)[number];

/** How long the delays of some rates may be. */
export const SPANS = {
  slow_answer_rate: "slow_answer_ms",
  reorder_rate: "reorder_within_ms",
  delay_rate: "delay_within_ms",
} as const satisfies Partial<Record<RateName, keyof Faults>>;

export interface ErrorRule {
  /** Every message, those of a number, those of a kind. */
  scope: "all" | "number" | "kind";
  /** Which number or kind; empty for all. */
  of: string;
  code: number;
  percent: number;
}

const percentOf = (rate: number) => Math.round(rate * 1_000) / 10;
const lines = (scope: ErrorRule["scope"], of: string, rates: Rates): ErrorRule[] =>
  Object.entries(rates).map(([code, rate]) => ({ scope, of, code: Number(code), percent: percentOf(rate) }));

export function errorRules({ errors, number_errors, kind_errors }: Faults): ErrorRule[] {
  return [
    ...lines("all", "", errors),
    ...Object.entries(number_errors).flatMap(([number, rates]) => lines("number", number, rates)),
    ...Object.entries(kind_errors).flatMap(([kind, rates]) => lines("kind", kind, rates)),
  ];
}

/** The same faults with these errors instead; a later line about the same wins. */
export function withRules(faults: Faults, rules: ErrorRule[]): Faults {
  const changed: Faults = { ...faults, errors: {}, number_errors: {}, kind_errors: {} };
  for (const { scope, of, code, percent } of rules) {
    const table = scope === "number" ? changed.number_errors : changed.kind_errors;
    const rates = scope === "all" ? changed.errors : (table[of] ??= {});
    rates[String(code)] = percent / 100;
  }
  return changed;
}

export function isQuiet(faults: Faults): boolean {
  return RATES.every((name) => faults[name] === 0) && errorRules(faults).length === 0;
}
