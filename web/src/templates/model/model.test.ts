import { describe, expect, it } from "vitest";
import { drawTemplate } from "../../message/drawn-template";
import { type Component, type Draft, emptyDraft, snakeCase, withPart } from "./draft";
import { previewMessage } from "./preview";
import { nextVariable, samplesOf, variablesIn, withFormat, withSample, withText } from "./variables";

const body = (text: string, example?: Record<string, unknown>): Component => ({ type: "BODY", text, example });

describe("a template being written", () => {
  it("takes a name as Meta does", () => {
    for (const [typed, name] of [
      ["Cita: mañana a las 10", "cita_manana_a_las_10"],
      ["  Ñandú  ", "nandu_"],
      ["ORDER-READY", "order_ready"],
    ]) {
      expect(snakeCase(typed ?? "")).toBe(name);
    }
  });

  it("keeps its parts in the order of a bubble, and those nobody knows", () => {
    const parts: Component[] = [{ type: "BODY", text: "a" }, { type: "SHINE" }];
    const withFooter = withPart(parts, "FOOTER", { type: "FOOTER", text: "b" });
    const whole = withPart(withFooter, "HEADER", { type: "HEADER", format: "TEXT", text: "c" });
    expect(whole.map(({ type }) => type)).toEqual(["HEADER", "BODY", "FOOTER", "SHINE"]);
    expect(withPart(whole, "FOOTER", undefined).map(({ type }) => type)).toEqual(["HEADER", "BODY", "SHINE"]);
  });
});

describe("variables", () => {
  it("keep their samples while the text around them changes", () => {
    const named = { body_text_named_params: [{ param_name: "day", example: "Monday" }] };
    const longer = withText(body("On {{day}}.", named), "On {{day}} at {{time}}.", true);
    expect(samplesOf(longer)).toEqual({ day: "Monday", time: "" });
    const filled = withSample(longer, "time", "10:30", true);
    expect(withText(filled, "At {{time}}.", true).example).toEqual({
      body_text_named_params: [{ param_name: "time", example: "10:30" }],
    });
    expect(withText(filled, "Never.", true).example).toBeUndefined();
  });

  it("are lists when they are numbered", () => {
    const part = withSample(body("Take {{1}} to {{2}} now."), "2", "Rome", false);
    expect(part.example).toEqual({ body_text: [["", "Rome"]] });
    expect(samplesOf(part)).toEqual({ 1: "", 2: "Rome" });
  });

  it("can be written the other way and back", () => {
    const text = "Hello {{1}}, see you on {{2}} then.";
    const draft: Draft = {
      name: "a",
      language: "en",
      category: "UTILITY",
      components: [body(text, { body_text: [["Ana", "Monday"]] })],
    };
    const named = withFormat(draft, "NAMED");
    const [part] = named.components;
    expect(variablesIn(part?.text)).toEqual(["value_1", "value_2"]);
    const back = withFormat(named, "POSITIONAL");
    expect(back.components[0]).toEqual({ type: "BODY", text, example: { body_text: [["Ana", "Monday"]] } });
  });

  it("get names that are free", () => {
    expect(nextVariable("Hello {{name}}", true)).toBe("name_2");
    expect(nextVariable("Hello {{1}}", false)).toBe("2");
  });
});

it("is drawn with its samples", () => {
  const draft: Draft = {
    name: "a",
    language: "en",
    category: "MARKETING",
    parameter_format: "NAMED",
    components: [
      { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::a"] } },
      body("Hello {{name}}.", { body_text_named_params: [{ param_name: "name", example: "Ana" }] }),
      {
        type: "BUTTONS",
        buttons: [{ type: "URL", text: "See", url: "https://e.com/{{1}}", example: ["https://e.com/7"] }],
      },
    ],
  };
  const message = previewMessage(draft, new Map([["4::a", "blob:1"]]), 0);
  const drawn = drawTemplate(draft, message.template?.components);
  expect(drawn).toMatchObject({
    header: { kind: "image", media: { link: "blob:1" } },
    body: "Hello Ana.",
    buttons: [{ url: "https://e.com/7" }],
  });
});

it("shows a code where Meta writes the words", () => {
  const draft = emptyDraft("a", "en", "AUTHENTICATION");
  const drawn = drawTemplate(draft, previewMessage(draft, new Map(), 0).template?.components);
  expect(drawn.body).toContain("123456");
});
