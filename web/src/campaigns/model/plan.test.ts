import { describe, expect, it } from "vitest";
import {
  addVariant,
  audienceCondition,
  blankGoal,
  blankPlan,
  blankWindow,
  type Plan,
  removeVariant,
  shareOf,
} from "./plan";
import { type FaultCode, faultsOf, firstOpenStep, stepAfter, stepBefore } from "./steps";

const NOW = Date.UTC(2026, 10, 23, 12);

const whole: Plan = {
  ...blankPlan,
  numbers: ["n1"],
  audience: { ...blankPlan.audience, include: ["s1"] },
  variants: [
    { name: "A", weight: 1, template: "offer", language: "es", parameters: { "body.1": { attribute: "first_name" } } },
  ],
};

const variables = (template: string) => (template === "offer" ? ["body.1"] : []);
const codes = (name: string, plan: Plan) => faultsOf(name, plan, variables, NOW).map(({ code }) => code);
const scheduled = (change: Partial<Plan["schedule"]>): Plan => ({
  ...whole,
  schedule: { ...whole.schedule, ...change },
});
const said = (change: Partial<Plan["variants"][number]>): Plan => ({
  ...whole,
  variants: whole.variants.map((variant) => ({ ...variant, ...change })),
});

describe("what a plan lacks", () => {
  it.each<[string, string, Plan, FaultCode[]]>([
    ["nothing", "Spring", whole, []],
    ["a name", "  ", whole, ["name_missing"]],
    ["a number", "Spring", { ...whole, numbers: [] }, ["number_missing"]],
    ["an audience", "Spring", { ...whole, audience: { ...whole.audience, include: [] } }, ["audience_missing"]],
    [
      "people, since all of them are taken out",
      "Spring",
      { ...whole, audience: { ...whole.audience, exclude: ["s1", "s2"] } },
      ["excludes_itself"],
    ],
    ["a template", "Spring", said({ template: "" }), ["template_missing"]],
    ["a value", "Spring", said({ parameters: {} }), ["variable_missing"]],
    ["a value that is said", "Spring", said({ parameters: { "body.1": { text: " " } } }), ["variable_missing"]],
    ["weights", "Spring", said({ weight: 0 }), ["weights_missing"]],
    ["time to come", "Spring", scheduled({ start: { kind: "at", at: NOW } }), ["start_past"]],
    ["an hour", "Spring", scheduled({ window: { ...blankWindow, until: "09:00" } }), ["window_empty"]],
    ["a weekday", "Spring", scheduled({ window: { ...blankWindow, days: [] } }), ["window_days_missing"]],
    [
      "people for its waves",
      "Spring",
      scheduled({
        waves: [
          { percent: 60, wait_minutes: 10 },
          { percent: 50, wait_minutes: 10 },
        ],
      }),
      ["waves_exceed"],
    ],
    ["a speed", "Spring", scheduled({ per_minute: 0 }), ["limit_out_of_range"]],
    ["people to write to", "Spring", { ...whole, hold_out_percent: 51 }, ["hold_out_out_of_range"]],
    ["an event", "Spring", { ...whole, goal: blankGoal }, ["goal_event_missing"]],
  ])("lacks %s", (_, name, plan, expected) => {
    expect(codes(name, plan)).toEqual(expected);
  });

  it("says where to go on", () => {
    expect(firstOpenStep(faultsOf("", blankPlan, variables, NOW))).toBe("name");
    expect(firstOpenStep(faultsOf("Spring", said({ template: "" }), variables, NOW))).toBe("message");
    expect(firstOpenStep(faultsOf("Spring", whole, variables, NOW))).toBe("review");
  });
});

it("walks the steps in order", () => {
  expect([stepBefore("name"), stepAfter("name"), stepBefore("review"), stepAfter("review")]).toEqual([
    undefined,
    "audience",
    "schedule",
    undefined,
  ]);
});

it("gives each variant a letter of its own and its share", () => {
  const three = addVariant(addVariant(whole));
  expect(three.variants.map(({ name, template }) => [name, template])).toEqual([
    ["A", "offer"],
    ["B", "offer"],
    ["C", "offer"],
  ]);
  const again = addVariant(removeVariant(three, "B"));
  expect(again.variants.map(({ name }) => name)).toEqual(["A", "C", "B"]);
  expect(shareOf(three, "B")).toBeCloseTo(1 / 3);
  expect(shareOf({ ...three, variants: [] }, "B")).toBe(0);
});

it("asks for people in any of the segments and in none of the others", () => {
  expect(audienceCondition({ include: ["a", "b"], exclude: [] })).toEqual({
    all: [{ any: [{ segment: { in: "a" } }, { segment: { in: "b" } }] }],
  });
  expect(audienceCondition({ include: ["a"], exclude: ["c"] })).toEqual({
    all: [{ any: [{ segment: { in: "a" } }] }, { none: [{ segment: { in: "c" } }] }],
  });
});
