// What a goal looks at, as the API takes it.
import type { Goal, WriteGoal } from "../api/types";

export const RATES = [
  "delivery_rate",
  "read_rate",
  "reply_rate",
  "response_rate",
  "click_rate",
  "conversion_rate",
  "opt_out_rate",
] as const;
export type RateName = (typeof RATES)[number];

export type Measure =
  { kind: "events"; event: string } | { kind: "share"; event: string; of: string } | { kind: "rate"; rate: string };
export type MeasureKind = Measure["kind"];
export const KINDS: readonly MeasureKind[] = ["events", "share", "rate"];

/** The API describes it as an object; this is which. */
export const measureOf = (goal: Goal): Measure => goal.measure as unknown as Measure;

export const isRate = (name: string): name is RateName => RATES.some((known) => known === name);

/** What somebody types: shares in percent. */
export interface Draft {
  name: string;
  kind: MeasureKind;
  event: string;
  of: string;
  rate: string;
  target: number | string;
  direction: Goal["direction"];
  period: Goal["period"];
}

export const EMPTY: Draft = {
  name: "",
  kind: "events",
  event: "",
  of: "",
  rate: "response_rate",
  target: "",
  direction: "at_least",
  period: "month",
};

const WHOLE = 100;

export function draftOf(goal: Goal): Draft {
  const measure = measureOf(goal);
  const target = measure.kind === "events" ? goal.target : Math.round(goal.target * WHOLE * 10) / 10;
  return { ...EMPTY, ...measure, name: goal.name, target, direction: goal.direction, period: goal.period };
}

export function written(draft: Draft): WriteGoal {
  const { name, kind, event, of, rate, direction, period } = draft;
  const number = Number(draft.target);
  const target = kind === "events" ? number : number / WHOLE;
  const measure = { events: { kind, event }, share: { kind, event, of }, rate: { kind, rate } }[kind];
  return { name, measure, target, direction, period };
}
