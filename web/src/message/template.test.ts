import { describe, expect, it } from "vitest";
import { drawTemplate, type TemplateDefinition } from "./drawn-template";
import { templateMessage, variablesOf } from "./template";

function template(...components: TemplateDefinition["components"]): TemplateDefinition {
  return { name: "order_ready", language: "es", components };
}

const positional = template(
  { type: "HEADER", format: "TEXT", text: "Pedido {{1}}" },
  { type: "BODY", text: "Hola {{1}}, tu pedido {{2}} está listo.", example: { body_text: [["Ana", "A-1"]] } },
  { type: "FOOTER", text: "La Tienda" },
  {
    type: "BUTTONS",
    buttons: [
      { type: "QUICK_REPLY", text: "Gracias" },
      { type: "URL", text: "Ver", url: "https://x.test/{{1}}" },
    ],
  },
);
const named = template(
  { type: "HEADER", format: "IMAGE" },
  {
    type: "BODY",
    text: "Hola {{name}}",
    example: { body_text_named_params: [{ param_name: "name", example: "Ana" }] },
  },
);
const coupon = template(
  { type: "BODY", text: "Para ti" },
  { type: "BUTTONS", buttons: [{ type: "COPY_CODE", text: "Copiar", example: "OFERTA10" }] },
);
const plain = template({ type: "BODY", text: "Volvemos a las 9." });

describe("a template", () => {
  it.each([
    ["positional", positional, ["header.1", "body.1", "body.2", "button.1"]],
    ["named with media", named, ["header.media", "body.name"]],
    ["with a code to copy", coupon, ["button.0"]],
    ["without variables", plain, []],
  ])("%s: asks for its variables", (_name, subject, keys) => {
    expect(variablesOf(subject).map(({ key }) => key)).toEqual(keys);
  });

  it("shows Meta's examples", () => {
    expect(variablesOf(positional).map(({ example }) => example)).toEqual(["", "Ana", "A-1", ""]);
    expect(variablesOf(named)[1]?.example).toBe("Ana");
  });

  it("says what it will say, and leaves what is missing visible", () => {
    const { components } = templateMessage(positional, { "header.1": "A-1", "body.1": "Ana" }).template;
    expect(drawTemplate(positional, components)).toMatchObject({
      header: { kind: "text", text: "Pedido A-1" },
      body: "Hola Ana, tu pedido {{2}} está listo.",
      footer: "La Tienda",
    });
  });

  it("gives the code to its button", () => {
    expect(variablesOf(coupon)[0]?.example).toBe("OFERTA10");
    expect(templateMessage(coupon, { "button.0": "VERANO" }).template.components).toEqual([
      {
        type: "button",
        sub_type: "copy_code",
        index: "0",
        parameters: [{ type: "coupon_code", coupon_code: "VERANO" }],
      },
    ]);
  });

  it("is sent without the parts that have no variables", () => {
    expect(templateMessage(plain, {}).template).toEqual({ name: "order_ready", language: { code: "es" } });
  });
});
