// What somebody did on the draft's phone, as a flow test: the server plays it from its beginning, and keeps it as one.
import { stringify } from "yaml";
import type { Json, JsonObject } from "../model/tree";

/** One line of a flow test that the customer, or time, does. */
export type Act =
  | { says: string }
  | { taps: string | { payload: string; title: string } }
  | { sends: string | JsonObject }
  | { waits: string }
  | { jumps: string }
  | { answers: { status?: number; body?: Json; error?: string } };

export interface Person {
  name: string;
  language?: string;
  fields: JsonObject;
  labels: string[];
}

export interface Transcript {
  /** When it begins. */
  at: number;
  person: Person;
  acts: Act[];
}

export const NEW_PERSON: Person = { name: "Ana", fields: {}, labels: [] };

export const begin = (at: number, person: Person = NEW_PERSON): Transcript => ({ at, person, acts: [] });

/** As a test file; the server writes what is expected below each line. */
export function asTest({ at, person, acts }: Transcript, name: string, flow?: string): string {
  const { language, fields, labels } = person;
  const contact = {
    name: person.name,
    ...(language && { language }),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(labels.length > 0 && { labels }),
  };
  const file = {
    ...(flow !== undefined && { flows: flow }),
    given: { at: `${new Date(at).toISOString().slice(0, 19)}Z`, contact },
    tests: [{ name, steps: acts }],
  };
  return stringify(file, { lineWidth: 0 });
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
