import { expect, it } from "vitest";
import type { Faults } from "../api/simulation";
import { errorRules, isQuiet, RATES, withRules } from "./fault-rules";

const none = {
  ...Object.fromEntries(RATES.map((name) => [name, 0])),
  errors: {},
  number_errors: {},
  kind_errors: {},
} as unknown as Faults;

it("errors become lines, and lines errors again", () => {
  const faults: Faults = {
    ...none,
    silent_rate: 0.2,
    errors: { "131026": 0.125 },
    number_errors: { "106": { "130429": 1 } },
    kind_errors: { image: { "131053": 0.5, "131000": 0.1 } },
  };
  const rules = errorRules(faults);
  expect(rules.map(({ scope, of, percent }) => [scope, of, percent])).toEqual([
    ["all", "", 12.5],
    ["number", "106", 100],
    ["kind", "image", 10],
    ["kind", "image", 50],
  ]);
  expect(withRules(none, rules)).toEqual({ ...faults, silent_rate: 0 });
});

it("a later line about the same wins", () => {
  const line = { scope: "all", of: "", code: 1, percent: 10 } as const;
  expect(withRules(none, [line, { ...line, percent: 20 }]).errors).toEqual({ "1": 0.2 });
});

it("knows when nothing goes wrong", () => {
  expect(isQuiet(none)).toBe(true);
  expect(isQuiet({ ...none, delay_rate: 0.01 })).toBe(false);
  expect(isQuiet({ ...none, kind_errors: { text: { "1": 1 } } })).toBe(false);
});
