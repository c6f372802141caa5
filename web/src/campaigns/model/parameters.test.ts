import { describe, expect, it } from "vitest";
import type { TemplateDefinition } from "../../message/drawn-template";
import { carriedOver, drawnWithout, filled, placedVariables, sourceOf, suggested, valueOf } from "./parameters";

const offer: TemplateDefinition = {
  name: "offer",
  language: "es",
  components: [
    { type: "HEADER", format: "IMAGE" },
    {
      type: "BODY",
      text: "Hola {{nombre}}, tu punto es {{city}}",
      example: { body_text_named_params: [{ param_name: "city", example: "Centro" }] },
    },
    { type: "BUTTONS", buttons: [{ type: "URL", text: "Ver", url: "https://tienda.example/{{1}}" }] },
  ],
};

const variables = placedVariables(offer);

it("names the variables as a plan does", () => {
  expect(variables.map(({ place_in_plan }) => place_in_plan)).toEqual([
    "header.media",
    "body.nombre",
    "body.city",
    "button.0.1",
  ]);
});

it("suggests what their names say", () => {
  expect(suggested(variables, ["city"])).toEqual({
    "body.nombre": { attribute: "first_name" },
    "body.city": { attribute: "fields.city" },
  });
});

it("keeps what was said when the template changes", () => {
  const before = { "body.city": { text: "Centro" }, "body.old": { text: "gone" } };
  expect(carriedOver(variables, before, ["city"])).toEqual({
    "body.nombre": { attribute: "first_name" },
    "body.city": { text: "Centro" },
  });
});

describe("a filling", () => {
  it.each([
    [filled("attribute", "fields.city", "tu ciudad"), { attribute: "fields.city", default: "tu ciudad" }],
    [filled("text", "hola", "never"), { text: "hola" }],
    [filled("expression", "{{ name }}", ""), { expression: "{{ name }}" }],
  ])("%#", (filling, expected) => {
    expect(filling).toEqual(expected);
    expect(filled(sourceOf(filling), valueOf(filling), filling.default)).toEqual(expected);
  });
});

it("draws texts, defaults and examples before anybody is asked for", () => {
  const parameters = {
    "header.media": { text: "https://tienda.example/foto.jpg" },
    "body.nombre": { attribute: "first_name", default: "cliente" },
    "button.0.1": { text: "hoy" },
  };
  expect(drawnWithout(offer, parameters).template.components).toEqual([
    { type: "header", parameters: [{ type: "image", image: { link: "https://tienda.example/foto.jpg" } }] },
    {
      type: "body",
      parameters: [
        { type: "text", parameter_name: "nombre", text: "cliente" },
        { type: "text", parameter_name: "city", text: "Centro" },
      ],
    },
    { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "hoy" }] },
  ]);
});
