import { createInstance } from "i18next";
import { describe, expect, it } from "vitest";
import en from "../../i18n/en.json";
import { addStep, blankSeries, changeStep, removeStep, type SeriesDocument, type SeriesStep } from "./document";
import { faultsOf } from "./faults";
import { stepWords, triggerWords } from "./words";

const message = { name: "1", weight: 1, template: "hello", language: "en", parameters: {} };
const whole: SeriesDocument = {
  ...blankSeries,
  numbers: ["one"],
  trigger: { kind: "event", event: "cart_abandoned" },
  steps: [{ days: 0, hours: 1, message }],
};
const blanks = () => ["body.1"];
const none = () => [];

describe("what is still missing", () => {
  it.each([
    [whole, none, []],
    [blankSeries, none, ["number_missing", "event_missing", "template_missing"]],
    [{ ...whole, trigger: { kind: "date", attribute: "" } }, none, ["attribute_missing"]],
    [{ ...whole, steps: [] }, none, ["steps_missing"]],
    [whole, blanks, ["variable_missing"]],
    [{ ...whole, stop_when: { all: [{ did: { event: "" } }] } }, none, ["stop_unfinished"]],
    [
      { ...whole, window: { from: "09:00", until: "09:00", days: [], clock: "recipient" } },
      none,
      ["window_empty", "window_days_missing"],
    ],
  ] as [SeriesDocument, () => string[], string[]][])("case %#", (document, variables, codes) => {
    expect(faultsOf("Cart", document, variables).map(({ code }) => code)).toEqual(codes);
  });

  it("names the step that comes before the one above it", () => {
    const early = changeStep(addStep(whole), 1, { days: -1 });
    expect(faultsOf("Cart", early, none)).toEqual([{ code: "step_order", step: 1 }]);
  });
});

it("counts the steps on", () => {
  const three = addStep(addStep(whole));
  expect(three.steps.map(({ days, message: { name } }) => [days, name])).toEqual([
    [0, "1"],
    [1, "2"],
    [2, "3"],
  ]);
  expect(removeStep(three, 0).steps.map(({ message: { name } }) => name)).toEqual(["1", "2"]);
});

describe("in words", () => {
  const i18n = createInstance();
  void i18n.init({ lng: "en", resources: { en: { translation: en } }, showSupportNotice: false } as never);
  const step = (days: number, hours: number, time?: string): SeriesStep => ({ days, hours, time, message });
  it.each([
    [step(0, 0), "event", "at once"],
    [step(0, 0), "date", "on that day"],
    [step(0, 1), "event", "1 hour after"],
    [step(3, 2), "event", "3 days, 2 hours after"],
    [step(-3, 0, "08:00"), "date", "3 days before, at 08:00"],
  ] as [SeriesStep, "event" | "date", string][])("step %#", (given, trigger, words) => {
    expect(stepWords(given, trigger, i18n.t, "en")).toBe(words);
  });

  it("what begins it", () => {
    const words = (trigger: SeriesDocument["trigger"]) => triggerWords(trigger, (name) => name.toUpperCase(), i18n.t);
    expect(words({ kind: "event", event: "cart_abandoned" })).toBe("Begins with “cart_abandoned”");
    expect(words({ kind: "date", attribute: "birthday", yearly: true })).toBe("Begins every year on “BIRTHDAY”");
  });
});
