import { describe, expect, it } from "vitest";
import type { Goal } from "../api/types";
import { draftOf, written } from "./measure";

const standing = {
  from: 0,
  until: 1,
  value: null,
  numerator: 0,
  denominator: null,
  expected: 0,
  projection: null,
  verdict: "too_few",
} as const;

describe("a goal", () => {
  it.each([
    [{ kind: "events", event: "order_paid" }, 120, 120],
    [{ kind: "share", event: "order_paid", of: "cart_left" }, 0.155, 15.5],
    [{ kind: "rate", rate: "opt_out_rate" }, 0.02, 2],
  ])("is typed in percent where it is a share, and written as it was: %j", (measure, target, typed) => {
    const goal: Goal = {
      id: "1",
      name: "Meta",
      measure,
      target,
      direction: "at_most",
      period: "week",
      now: standing,
      before: standing,
    };
    const draft = draftOf(goal);
    expect(draft.target).toBe(typed);
    expect(written(draft)).toEqual({ name: "Meta", measure, target, direction: "at_most", period: "week" });
  });
});
