import { beforeEach, expect, it } from "vitest";
import type { Contact, Template } from "../api/types";
import { lastUsedFirst, prefill, rememberUse } from "./template-choice";

const template = (name: string) => ({ name, language: "es" }) as Template;
const variable = (place: "header" | "body", name: string) => ({
  key: `${place}.${name}`,
  place,
  name,
  example: "",
  media: false,
});

beforeEach(() => {
  localStorage.clear();
});

it("puts what was used last first, and leaves the rest in its order", () => {
  rememberUse(template("c"));
  rememberUse(template("b"));
  rememberUse(template("c"));
  expect(lastUsedFirst(["a", "b", "c", "d"].map(template)).map(({ name }) => name)).toEqual(["c", "b", "a", "d"]);
});

it("fills in what it knows of the contact, and nothing else", () => {
  const contact = { name: "Ana", fields: { order: "A-1", vip: true } } as unknown as Contact;
  const variables = [
    variable("body", "1"),
    variable("body", "2"),
    variable("body", "nombre"),
    variable("body", "order"),
    variable("body", "vip"),
  ];
  expect(prefill(variables, contact)).toEqual({ "body.1": "Ana", "body.nombre": "Ana", "body.order": "A-1" });
});
