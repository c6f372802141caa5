// What a series is to do, as the API takes it, and changes of it that leave the old document as it was.
import {
  blankPlan,
  blankVariant,
  type Goal,
  type Plan,
  type StopRules,
  type Variant,
  type Window,
} from "../../campaigns/model/plan";
import type { Condition, PropertyTest } from "../../segments/model/condition";

export interface ByEvent {
  kind: "event";
  event: string;
  where?: PropertyTest[];
  /** Who has been in it may begin anew so many days later. */
  again_after_days?: number;
}

export interface ByDate {
  kind: "date";
  attribute: string;
  yearly?: boolean;
}

export type Trigger = ByEvent | ByDate;

export interface SeriesStep {
  /** After what began it; before it when negative. */
  days: number;
  hours: number;
  /** On that day at this time of the person's clock. */
  time?: string;
  message: Variant;
}

export interface SeriesDocument {
  numbers: string[];
  trigger: Trigger;
  steps: SeriesStep[];
  stop_when: Condition | null;
  window: Window | null;
  frequency_cap: Plan["frequency_cap"];
  stop: StopRules;
  goal: Goal | null;
}

export const blankTrigger: Record<Trigger["kind"], Trigger> = {
  event: { kind: "event", event: "" },
  date: { kind: "date", attribute: "" },
};

export const MOST_STEPS = 20;

export const blankSeries: SeriesDocument = {
  numbers: [],
  trigger: blankTrigger.event,
  steps: [{ days: 0, hours: 1, message: blankVariant("1") }],
  stop_when: null,
  window: null,
  frequency_cap: null,
  stop: blankPlan.stop,
  goal: null,
};

/** The places of steps are their names: people count them from one. */
function numbered(steps: SeriesStep[]): SeriesStep[] {
  return steps.map((step, place) => ({ ...step, message: { ...step.message, name: String(place + 1) } }));
}

/** A day behind the last one, with its message to begin from. */
export function addStep(document: SeriesDocument): SeriesDocument {
  const last = document.steps.at(-1);
  const step: SeriesStep = last ? { ...last, days: last.days + 1 } : { days: 0, hours: 1, message: blankVariant("1") };
  return { ...document, steps: numbered([...document.steps, step]) };
}

export function changeStep(document: SeriesDocument, place: number, part: Partial<SeriesStep>): SeriesDocument {
  const steps = document.steps.map((step, index) => (index === place ? { ...step, ...part } : step));
  return { ...document, steps: numbered(steps) };
}

export function removeStep(document: SeriesDocument, place: number): SeriesDocument {
  return { ...document, steps: numbered(document.steps.filter((_, index) => index !== place)) };
}

export const offsetOf = ({ days, hours }: Pick<SeriesStep, "days" | "hours">) => days * 24 + hours;
