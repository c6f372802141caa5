// The tests of a value as one picks them from a list, and how each is written.
import type { Scalar, Test } from "./condition";

/** What is typed beside the test. */
export type Typed = "text" | "texts" | "number" | "date" | "days" | "nothing";

export interface TestKind {
  id: string;
  typed: Typed;
  write: (value: string) => Test;
  /** What was typed, when the test is of this kind. */
  read: (test: Test) => string | undefined;
}

const numberOf = (text: string) => Number(text.replace(",", "."));

type Key = Exclude<keyof Test, "is" | "is_not" | "is_one_of" | "known">;

function plain(key: Key, typed: Typed): TestKind {
  const isText = typed === "text" || typed === "date";
  return {
    id: key,
    typed,
    write: (value) => ({ [key]: isText ? value : numberOf(value) }),
    read: (test) => (test[key] === undefined ? undefined : String(test[key])),
  };
}

function same(id: string, key: "is" | "is_not", typed: "text" | "number"): TestKind {
  const fits = (value: Scalar | undefined) => typeof value === (typed === "text" ? "string" : "number");
  return {
    id,
    typed,
    write: (value) => ({ [key]: typed === "text" ? value : numberOf(value) }),
    read: (test) => (fits(test[key]) ? String(test[key]) : undefined),
  };
}

function fixed(id: string, test: Test): TestKind {
  const [[key, value]] = Object.entries(test) as [[keyof Test, boolean]];
  return { id, typed: "nothing", write: () => test, read: (other) => (other[key] === value ? "" : undefined) };
}

const oneOf: TestKind = {
  id: "is_one_of",
  typed: "texts",
  write: (value) => ({
    is_one_of: value
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  }),
  read: (test) => test.is_one_of?.join(", "),
};

const SAME = same("is", "is", "text");

export const TESTS: TestKind[] = [
  SAME,
  same("is_not", "is_not", "text"),
  oneOf,
  plain("contains", "text"),
  plain("starts_with", "text"),
  same("equals", "is", "number"),
  same("differs", "is_not", "number"),
  plain("over", "number"),
  plain("under", "number"),
  plain("at_least", "number"),
  plain("at_most", "number"),
  fixed("yes", { is: true }),
  fixed("no", { is: false }),
  fixed("not_yes", { is_not: true }),
  fixed("not_no", { is_not: false }),
  plain("since", "date"),
  plain("before", "date"),
  plain("in_last_days", "days"),
  plain("in_next_days", "days"),
  fixed("known", { known: true }),
  fixed("unknown", { known: false }),
];

/** What a field holds before somebody types. */
const FIRST: Record<Typed, string> = { text: "", texts: "", number: "1", date: "2026-01-01", days: "30", nothing: "" };

export function kindOfTest(test: Test): { kind: TestKind; value: string } {
  for (const kind of TESTS) {
    const value = kind.read(test);
    if (value !== undefined) return { kind, value };
  }
  return { kind: SAME, value: "" };
}

/** The same test of another kind, with what was typed where it still makes sense. */
export function changedKind(test: Test, id: string): Test {
  const { kind: before, value } = kindOfTest(test);
  const kind = TESTS.find((other) => other.id === id) ?? SAME;
  return kind.write(before.typed === kind.typed ? value : FIRST[kind.typed]);
}
