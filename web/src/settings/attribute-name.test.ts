import { expect, it } from "vitest";
import { toName } from "./attribute-name";

it.each([
  ["Último plan (2027)", "ultimo_plan_2027"],
  ["2ª visita", "visita"],
  ["  Año ", "ano"],
  ["¿?", ""],
])("makes of %s the name %s", (title, name) => {
  expect(toName(title)).toBe(name);
});
