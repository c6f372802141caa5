// The steps of the wizard, and what is still missing in each before a campaign can go.
import { valueOf } from "./parameters";
import type { Plan, Window } from "./plan";

export const STEPS = ["name", "audience", "message", "schedule", "review"] as const;
export type Step = (typeof STEPS)[number];

export type FaultCode =
  | "name_missing"
  | "number_missing"
  | "audience_missing"
  | "excludes_itself"
  | "template_missing"
  | "variable_missing"
  | "weights_missing"
  | "start_past"
  | "window_empty"
  | "window_days_missing"
  | "waves_exceed"
  | "hold_out_out_of_range"
  | "goal_event_missing"
  | "limit_out_of_range";

export interface Fault {
  step: Step;
  code: FaultCode;
  /** What it is about: a variant, a variable of it. */
  variant?: string;
  variable?: string;
}

export const MOST_HOLD_OUT = 50;

/** `variables` names those of a variant's template; nothing where the template is not known. */
export function faultsOf(
  name: string,
  plan: Plan,
  variables: (template: string, language: string) => string[],
  now: number,
): Fault[] {
  return [
    ...nameFaults(name, plan),
    ...audienceFaults(plan),
    ...messageFaults(plan, variables),
    ...scheduleFaults(plan, now),
    ...measureFaults(plan),
  ];
}

export function stepAfter(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) + 1];
}

export function stepBefore(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) - 1];
}

export function isStep(word: string): word is Step {
  return (STEPS as readonly string[]).includes(word);
}

/** Where to go on with a draft: the first step that lacks something. */
export function firstOpenStep(faults: Fault[]): Step {
  return STEPS.find((step) => faults.some((fault) => fault.step === step)) ?? "review";
}

function when(wrong: boolean, fault: Fault): Fault[] {
  return wrong ? [fault] : [];
}

function nameFaults(name: string, plan: Plan): Fault[] {
  return [
    ...when(name.trim() === "", { step: "name", code: "name_missing" }),
    ...when(plan.numbers.length === 0, { step: "name", code: "number_missing" }),
  ];
}

function audienceFaults({ audience }: Plan): Fault[] {
  const { include, exclude } = audience;
  return [
    ...when(include.length === 0, { step: "audience", code: "audience_missing" }),
    ...when(include.length > 0 && include.every((id) => exclude.includes(id)), {
      step: "audience",
      code: "excludes_itself",
    }),
  ];
}

function messageFaults(plan: Plan, variables: (template: string, language: string) => string[]): Fault[] {
  const faults = plan.variants.flatMap((variant): Fault[] => {
    if (variant.template === "") return [{ step: "message", code: "template_missing", variant: variant.name }];
    return variables(variant.template, variant.language)
      .filter((variable) => isBlank(variant.parameters[variable]))
      .map((variable) => ({ step: "message", code: "variable_missing", variant: variant.name, variable }));
  });
  const total = plan.variants.reduce((sum, { weight }) => sum + weight, 0);
  return [...faults, ...when(total <= 0, { step: "message", code: "weights_missing" })];
}

function isBlank(filling: Plan["variants"][number]["parameters"][string] | undefined): boolean {
  return valueOf(filling).trim() === "";
}

function scheduleFaults({ schedule }: Plan, now: number): Fault[] {
  const { start, window, waves, per_minute, daily_cap } = schedule;
  const waved = waves.reduce((sum, { percent }) => sum + percent, 0);
  const step = "schedule";
  return [
    ...when(start.kind === "at" && start.at <= now, { step, code: "start_past" }),
    ...when(window !== null && isEmpty(window), { step, code: "window_empty" }),
    ...when(window?.days.length === 0, { step, code: "window_days_missing" }),
    ...when(waved > 100 || waves.some(({ percent }) => percent <= 0), { step, code: "waves_exceed" }),
    ...when(
      [per_minute, daily_cap].some((limit) => limit !== null && limit < 1),
      { step, code: "limit_out_of_range" },
    ),
  ];
}

function isEmpty({ from, until }: Window): boolean {
  return from === "" || until === "" || from === until;
}

function measureFaults({ hold_out_percent, goal }: Plan): Fault[] {
  return [
    ...when(hold_out_percent < 0 || hold_out_percent > MOST_HOLD_OUT, {
      step: "schedule",
      code: "hold_out_out_of_range",
    }),
    ...when(goal !== null && goal.event.trim() === "", { step: "schedule", code: "goal_event_missing" }),
  ];
}
