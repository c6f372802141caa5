import { describe, expect, it } from "vitest";
import { inputProblem, visibleComponents } from "./components";
import type { FlowComponent, FlowJson } from "./flow-json";
import { act, changeForm, follow, openScreen, scopeOf, type Session } from "./session";

const flow: FlowJson = {
  screens: [
    {
      id: "SIZE",
      data: { greeting: { __example__: "Hi" } },
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

const start = (data?: Record<string, unknown>): Session => {
  const screen = openScreen(flow, undefined, data);
  return screen ? [screen] : [];
};

describe("a Flow", () => {
  it("opens on its first screen, with examples only where nothing was sent", () => {
    expect(start()[0]).toEqual({ id: "SIZE", data: { greeting: "Hi" }, form: { size: "M" } });
    expect(start({ greeting: "Hola" })[0]?.data).toEqual({ greeting: "Hola" });
  });

  it("shows what its conditions say as one types", () => {
    const types = (session: Session) =>
      visibleComponents(flow.screens[0]?.layout?.children ?? [], scopeOf(session)).map(({ type }) => type);
    expect(types(start())).toEqual(["TextHeading", "TextInput"]);
    expect(types(changeForm(start(), "size", "L"))).toEqual(["TextHeading", "TextInput", "OptIn"]);
  });

  it("goes on with what was typed, and remembers the screens before", () => {
    const next = { name: "navigate", next: { type: "screen", name: "DONE" }, payload: { size: "${form.size}" } };
    const step = act(flow, changeForm(start(), "size", "S"), next);
    if (step.to !== "screen") throw new Error(step.to);
    expect(step.session.at(-1)).toMatchObject({ id: "DONE", data: { size: "S" } });
    const end = act(flow, step.session, { name: "complete", payload: { size: "${screen.SIZE.form.size}" } });
    expect(end).toEqual({ to: "end", answers: { size: "S" } });
  });

  it.each([
    [
      { name: "data_exchange", payload: { a: "${form.size}" } },
      { to: "endpoint", screen: "SIZE", payload: { a: "M" } },
    ],
    [
      { name: "open_url", url: "https://x.test" },
      { to: "url", url: "https://x.test" },
    ],
    [
      { name: "navigate", next: { name: "LOST" } },
      { to: "nowhere", missing: "LOST" },
    ],
    [{ name: "dance" }, { to: "nowhere", missing: "dance" }],
  ])("acts on %j", (action, expected) => {
    expect(act(flow, start(), action)).toEqual(expected);
  });

  it("follows the end-point: the same screen keeps what was typed, another opens, SUCCESS ends", () => {
    const typed = changeForm(start(), "size", "S");
    const again = follow(flow, typed, { screen: "SIZE", data: { error_message: "No" } });
    expect(again).toMatchObject({ session: [{ id: "SIZE", form: { size: "S" }, data: { error_message: "No" } }] });
    expect(follow(flow, typed, { screen: "DONE", data: { size: "S" } })).toMatchObject({
      session: [{ id: "SIZE" }, { id: "DONE" }],
    });
    const params = { flow_token: "t", ok: true };
    expect(follow(flow, typed, { screen: "SUCCESS", data: { extension_message_response: { params } } })).toEqual({
      to: "end",
      answers: params,
    });
    expect(follow(flow, typed, { screen: "LOST" })).toEqual({ to: "nowhere", missing: "LOST" });
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
