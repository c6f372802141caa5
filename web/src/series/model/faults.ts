// What a series still lacks before it can be started, place by place.
import { valueOf } from "../../campaigns/model/parameters";
import type { Variant, Window } from "../../campaigns/model/plan";
import { unfinished } from "../../segments/model/unfinished";
import { offsetOf, type SeriesDocument, type SeriesStep, type Trigger } from "./document";

export type Code =
  | "name_missing"
  | "number_missing"
  | "event_missing"
  | "property_missing"
  | "attribute_missing"
  | "steps_missing"
  | "step_order"
  | "template_missing"
  | "variable_missing"
  | "stop_unfinished"
  | "window_empty"
  | "window_days_missing"
  | "goal_event_missing";

export interface Fault {
  code: Code;
  /** The step it is about, from 0. */
  step?: number;
  variable?: string;
}

/** The blanks of a template; nothing where it is not known. */
export type Blanks = (template: string, language: string) => string[];

export function faultsOf(name: string, document: SeriesDocument, blanks: Blanks): Fault[] {
  const { numbers, trigger, steps, stop_when: stop, window, goal } = document;
  return [
    ...when(name.trim() === "", { code: "name_missing" }),
    ...when(numbers.length === 0, { code: "number_missing" }),
    ...triggerFaults(trigger),
    ...when(steps.length === 0, { code: "steps_missing" }),
    ...steps.flatMap((step, place) => stepFaults(step, place, steps[place - 1], blanks)),
    ...when(stop !== null && unfinished(stop).length > 0, { code: "stop_unfinished" }),
    ...(window ? windowFaults(window) : []),
    ...when(goal?.event.trim() === "", { code: "goal_event_missing" }),
  ];
}

function when(wrong: boolean, fault: Fault): Fault[] {
  return wrong ? [fault] : [];
}

function triggerFaults(trigger: Trigger): Fault[] {
  if (trigger.kind === "date") return when(trigger.attribute === "", { code: "attribute_missing" });
  return [
    ...when(trigger.event.trim() === "", { code: "event_missing" }),
    ...when(trigger.where?.some(({ property }) => property.trim() === "") ?? false, { code: "property_missing" }),
  ];
}

function stepFaults(step: SeriesStep, place: number, before: SeriesStep | undefined, blanks: Blanks): Fault[] {
  return [
    ...when(before !== undefined && offsetOf(before) > offsetOf(step), { code: "step_order", step: place }),
    ...messageFaults(step.message, place, blanks),
  ];
}

function messageFaults({ template, language, parameters }: Variant, step: number, blanks: Blanks): Fault[] {
  if (template === "") return [{ code: "template_missing", step }];
  return blanks(template, language)
    .filter((variable) => valueOf(parameters[variable]).trim() === "")
    .map((variable) => ({ code: "variable_missing", step, variable }));
}

function windowFaults({ from, until, days }: Window): Fault[] {
  return [
    ...when(from === "" || until === "" || from === until, { code: "window_empty" }),
    ...when(days.length === 0, { code: "window_days_missing" }),
  ];
}
