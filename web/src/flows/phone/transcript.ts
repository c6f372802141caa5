// What somebody did on the draft's phone, as a flow test: the server plays it from its beginning, and keeps it as one.
import { stringify } from "yaml";
import { isObject, type Json, type JsonObject } from "../model/tree";

/** One line of a flow test that the customer, time or the world does. */
export type Act =
  | { says: string }
  | { taps: string | { payload: string; title: string } }
  | { sends: string | JsonObject }
  | { waits: string }
  | { waits_until: string }
  | { jumps: string }
  | { event: string | { name: string } }
  | { agent: string }
  | { changes: JsonObject }
  | { http: Json[] }
  | { answers: { status?: number; body?: Json; error?: string } };

/** One line of a flow test that says what has to come of it; `docs/flow-tests.md` tells them apart. */
const EXPECTATIONS = [
  "bot",
  "contact",
  "variables",
  "hands_over",
  "assigns",
  "tells",
  "records",
  "ends",
  "requests",
  "node",
  "refuses",
] as const;
export type Expectation = Partial<Record<(typeof EXPECTATIONS)[number], Json>>;

export type Step = Act | Expectation;

export function isExpectation(step: Step): step is Expectation {
  return EXPECTATIONS.some((kind) => kind in step);
}

export interface Person {
  name: string;
  language?: string;
  fields: JsonObject;
  labels: string[];
  phone?: string;
  consent?: Json;
}

/** What holds before the first word. */
export interface Ground {
  /** When it begins. */
  at: number;
  person: Person;
  /** Settings, answers of other systems, users. */
  world: JsonObject;
}

/** A conversation that a pack brings. */
export interface Sample {
  name: string;
  ground: Ground;
  steps: Step[];
}

export interface Transcript extends Ground {
  steps: Step[];
  /** The conversation that is being played. */
  sample?: Sample;
}

export const NEW_PERSON: Person = { name: "Ana", fields: {}, labels: [] };

export const begin = ({ at, person, world }: Ground, sample?: Sample): Transcript => ({
  at,
  person,
  world,
  steps: [],
  sample,
});

/** `given` of a flow test. */
export function groundOf(given: JsonObject): Ground {
  const { at, contact, ...world } = given;
  const person = isObject(contact) ? (contact as Partial<Person>) : {};
  return { at: Date.parse(typeof at === "string" ? at : ""), person: { ...NEW_PERSON, ...person }, world };
}

/** The steps of the sample that were taken; what somebody did by hand since is not of it. */
export function taken({ steps, sample }: Transcript): number {
  const differs = steps.findIndex((step, index) => step !== sample?.steps[index]);
  return differs === -1 ? steps.length : differs;
}

/** The steps of the sample that are still to come; none once somebody went on by hand. */
export function upcoming(transcript: Transcript): Step[] {
  const { steps, sample } = transcript;
  return sample && taken(transcript) === steps.length ? sample.steps.slice(steps.length) : [];
}

/** One act and what is expected of it. */
export function firstOf(steps: Step[]): Step[] {
  const next = steps.findIndex((step, index) => index > 0 && !isExpectation(step));
  return next === -1 ? steps : steps.slice(0, next);
}

/** Without the last act and what was expected of it. */
export function withoutLast(steps: Step[]): Step[] {
  return steps.slice(
    0,
    Math.max(
      0,
      steps.findLastIndex((step) => !isExpectation(step)),
    ),
  );
}

/** As a test file; the server writes what is expected below each line. */
export function asTest({ at, person, world, steps }: Transcript, name: string): string {
  const { language, fields, labels, ...rest } = person;
  const contact = {
    ...rest,
    ...(language && { language }),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(labels.length > 0 && { labels }),
  };
  const given = { at: `${new Date(at).toISOString().slice(0, 19)}Z`, contact, ...world };
  return stringify({ given, tests: [{ name, steps }] }, { lineWidth: 0, aliasDuplicateObjects: false });
}

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

/** Seconds as flows write lengths of time: `25h`, `1h30m`. */
export function span(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  let written = "";
  for (const [unit, size] of UNITS) {
    const count = unit === "d" ? 0 : Math.floor(rest / size);
    if (count > 0) written += `${count}${unit}`;
    rest -= count * size;
  }
  return written || "0s";
}

/** What may be called a file name of this flow. */
export function fileName(name: string): string {
  const plain = name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return plain || "flow";
}
