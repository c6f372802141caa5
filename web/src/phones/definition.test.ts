import { expect, it } from "vitest";
import type { SimulatedTemplate } from "../api/emulator";
import type { PhoneMessage } from "../api/emulator-types";
import { drawTemplate } from "../message/drawn-template";
import { definitionOf } from "./definition";

const known = {
  name: "hi",
  language: "es",
  components: [{ type: "BODY", text: "Hola {{1}}" }],
} as unknown as SimulatedTemplate;
const message = {
  message: { type: "template", template: { name: "hi", language: { code: "es" } } },
  shown: { header: { type: "text", text: "Luna" }, body: "Hola Ana", buttons: [{ type: "quick_reply", text: "Vale" }] },
} as unknown as PhoneMessage;

it("is the account's own where it still has one", () => {
  expect(definitionOf(message, [known])).toBe(known);
});

it("reads as it did when the template is gone", () => {
  const definition = definitionOf(message, []);
  if (!definition) throw new Error("none");
  expect(drawTemplate(definition)).toMatchObject({
    header: { kind: "text", text: "Luna" },
    body: "Hola Ana",
    buttons: [{ kind: "quick_reply", text: "Vale", payload: "Vale" }],
  });
});

it("is none for other messages", () => {
  expect(definitionOf({ message: { type: "text" } } as PhoneMessage, [known])).toBeUndefined();
});
