import { describe, expect, it } from "vitest";
import { changedKind, kindOfTest, TESTS, type Typed } from "./tests";

const TYPED: Record<Typed, string> = {
  text: "Lima",
  texts: "Lima, Quito",
  number: "4.5",
  date: "2026-03-31",
  days: "7",
  nothing: "",
};

describe("tests of a value", () => {
  it.each(TESTS.map((kind) => [kind.id, kind] as const))("%s is read as it was written", (id, kind) => {
    const typed = TYPED[kind.typed];
    expect(kindOfTest(kind.write(typed))).toEqual({ kind: expect.objectContaining({ id }) as unknown, value: typed });
  });

  it("keeps what was typed where it still makes sense", () => {
    expect(changedKind({ is: "Lima" }, "contains")).toEqual({ contains: "Lima" });
    expect(changedKind({ is: "Lima" }, "over")).toEqual({ over: 1 });
    expect(changedKind({ over: 5 }, "equals")).toEqual({ is: 5 });
    expect(changedKind({ over: 5 }, "known")).toEqual({ known: true });
  });

  it("reads a decimal comma", () => {
    expect(TESTS.find(({ id }) => id === "over")?.write("4,5")).toEqual({ over: 4.5 });
  });
});
