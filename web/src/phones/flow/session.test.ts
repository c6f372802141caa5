import { describe, expect, it } from "vitest";
import { inputProblem, visibleComponents } from "./components";
import type { FlowComponent, FlowJson } from "./flow-json";
import { changeForm, scopeOf, type Session, takeStep } from "./session";

const flow: FlowJson = {
  screens: [
    {
      id: "SIZE",
      layout: {
        children: [
          {
            type: "Form",
            "init-values": { size: "M" },
            children: [
              { type: "TextHeading", text: "${data.greeting}" },
              { type: "TextInput", name: "size", required: true },
              { type: "If", condition: "${form.size} == 'L'", then: [{ type: "OptIn", name: "wrap" }], else: [] },
            ],
          },
        ],
      },
    },
    { id: "DONE", terminal: true, layout: { children: [{ type: "TextBody", text: "${data.size}" }] } },
  ],
};

const step = (id: string, data = {}, form = {}) =>
  ({ state: "open", session: "1", flow_id: "7", screen: { id }, data, form, can_go_back: false }) as const;

describe("a Flow", () => {
  const start = takeStep(flow, [], step("SIZE", { greeting: "Hola" }));

  it("opens with what its inputs hold at first, unless something was typed before", () => {
    expect(start).toEqual([{ id: "SIZE", data: { greeting: "Hola" }, form: { size: "M" } }]);
    expect(takeStep(flow, [], step("SIZE", {}, { size: "S" }))[0]?.form).toEqual({ size: "S" });
  });

  it("shows what its conditions say as one types", () => {
    const types = (session: Session) =>
      visibleComponents(flow.screens[0]?.layout?.children ?? [], scopeOf(session)).map(({ type }) => type);
    expect(types(start)).toEqual(["TextHeading", "TextInput"]);
    expect(types(changeForm(start, "size", "L"))).toEqual(["TextHeading", "TextInput", "OptIn"]);
  });

  it("keeps what was typed when the same screen comes again, and when one goes back to it", () => {
    const typed = changeForm(start, "size", "S");
    expect(takeStep(flow, typed, step("SIZE", { error: "No" }))).toEqual([
      { id: "SIZE", data: { error: "No" }, form: { size: "S" } },
    ]);
    const next = takeStep(flow, typed, step("DONE", { size: "S" }));
    expect(next.map(({ id }) => id)).toEqual(["SIZE", "DONE"]);
    expect(scopeOf(next).screen).toMatchObject({ SIZE: { form: { size: "S" } } });
    expect(takeStep(flow, next, step("SIZE", { greeting: "Hola" }))).toEqual(typed);
  });
});

it.each([
  [{ type: "TextInput", required: true }, "", "required"],
  [{ type: "TextInput", required: true }, undefined, "required"],
  [{ type: "TextInput" }, "", undefined],
  [{ type: "TextInput", "input-type": "email" }, "ana@", "notAnEmail"],
  [{ type: "TextInput", "input-type": "number" }, "3,5", undefined],
  [{ type: "TextInput", "min-chars": 3 }, "ab", "tooShort"],
  [{ type: "TextArea", "max-length": "3" }, "abcd", "tooLong"],
  [{ type: "TextInput", pattern: "\\d{4}" }, "12", "pattern"],
  [{ type: "TextInput", pattern: "(" }, "12", undefined],
  [{ type: "CheckboxGroup", "min-selected-items": 2 }, ["a"], "fewer"],
  [{ type: "ChipsSelector", "max-selected-items": 1 }, ["a", "b"], "more"],
  [{ type: "OptIn", required: true }, false, "required"],
  [{ type: "DatePicker", required: true }, "2026-01-02", undefined],
] as [FlowComponent, unknown, string | undefined][])("%j with %j: %s", (component, value, problem) => {
  expect(inputProblem(component, value, { data: {}, form: {} })).toBe(problem);
});
