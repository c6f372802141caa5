// What a campaign is to do, as the API takes it, and changes of it that leave the old plan as it was.
import type { Condition } from "../../segments/model/condition";

/** Where the value of a variable comes from; the default stands in where that has nothing. */
export type Filling = ({ attribute: string } | { text: string } | { expression: string } | { link: string }) & {
  default?: string | null;
};
/** A link is an address that tells who opened it. */
export type Source = "attribute" | "text" | "expression" | "link";

/** By the variable's place: `body.1`, `body.nombre`, `header.media`, `button.0.1`. */
export type Parameters = Record<string, Filling>;

export interface Variant {
  name: string;
  weight: number;
  template: string;
  language: string;
  parameters: Parameters;
}

export interface Audience {
  include: string[];
  exclude: string[];
  not_written_for_days: number | null;
  not_in_flow: boolean;
  seen_within_days: number | null;
}

export type Start = { kind: "now" } | { kind: "at"; at: number } | { kind: "local"; date: string; time: string };
export const EVERY = ["day", "week", "month"] as const;

export interface Window {
  from: string;
  until: string;
  /** 1 is Monday. */
  days: number[];
  /** `recipient`, or the name of a time zone. */
  clock: string;
}

export interface Wave {
  percent: number;
  wait_minutes: number;
}

export interface Schedule {
  start: Start;
  repeat: { every: (typeof EVERY)[number]; until: string } | null;
  window: Window | null;
  per_minute: number | null;
  waves: Wave[];
  daily_cap: number | null;
}

export interface StopRules {
  failure_percent: number | null;
  block_percent: number | null;
  minimum: number;
  on_quality_drop: boolean;
}

export interface Goal {
  event: string;
  click_days: number;
  reply_days: number;
  read_hours: number;
  influence_days: number;
}

export interface Plan {
  numbers: string[];
  audience: Audience;
  variants: Variant[];
  schedule: Schedule;
  stop: StopRules;
  hold_out_percent: number;
  frequency_cap: { messages: number; days: number } | null;
  goal: Goal | null;
}

export const blankVariant = (name: string): Variant => ({
  name,
  weight: 1,
  template: "",
  language: "",
  parameters: {},
});

/** As long as a touch counts unless the owner says otherwise. */
export const blankGoal: Goal = { event: "", click_days: 5, reply_days: 5, read_hours: 12, influence_days: 3 };

export const blankWindow: Window = { from: "09:00", until: "20:00", days: [1, 2, 3, 4, 5, 6], clock: "recipient" };

/** Cautious where caution costs nothing: a campaign that goes wrong stops itself. */
export const blankPlan: Plan = {
  numbers: [],
  audience: { include: [], exclude: [], not_written_for_days: null, not_in_flow: false, seen_within_days: null },
  variants: [blankVariant("A")],
  schedule: { start: { kind: "now" }, repeat: null, window: null, per_minute: null, waves: [], daily_cap: null },
  stop: { failure_percent: 20, block_percent: 2, minimum: 100, on_quality_drop: true },
  hold_out_percent: 0,
  frequency_cap: null,
  goal: null,
};

/** As the API takes it. */
export const LONGEST_NAME = 120;

const LETTERS = ["A", "B", "C", "D", "E"];
export const MOST_VARIANTS = LETTERS.length;

/** The next free letter, with the message of the first to begin from. */
export function addVariant(plan: Plan): Plan {
  const taken = plan.variants.map(({ name }) => name);
  const name = LETTERS.find((letter) => !taken.includes(letter)) ?? String(taken.length + 1);
  const first = plan.variants[0] ?? blankVariant(name);
  return { ...plan, variants: [...plan.variants, { ...first, name }] };
}

export function changeVariant(plan: Plan, name: string, change: Partial<Variant>): Plan {
  const variants = plan.variants.map((variant) => (variant.name === name ? { ...variant, ...change } : variant));
  return { ...plan, variants };
}

export function removeVariant(plan: Plan, name: string): Plan {
  return { ...plan, variants: plan.variants.filter((variant) => variant.name !== name) };
}

/** The part of the audience that each variant gets, of one. */
export function shareOf(plan: Plan, name: string): number {
  const total = plan.variants.reduce((sum, { weight }) => sum + weight, 0);
  const own = plan.variants.find((variant) => variant.name === name)?.weight ?? 0;
  return total === 0 ? 0 : own / total;
}

/** Whom the segments name, as one condition: to be counted and sampled while one chooses. */
export function audienceCondition({ include, exclude }: Pick<Audience, "include" | "exclude">): Condition {
  const within: Condition = { any: include.map((id) => ({ segment: { in: id } })) };
  if (exclude.length === 0) return { all: [within] };
  return { all: [within, { none: exclude.map((id) => ({ segment: { in: id } })) }] };
}
