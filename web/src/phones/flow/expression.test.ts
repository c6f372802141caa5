import { expect, it } from "vitest";
import { holds, resolve } from "./expression";

const scope = {
  data: { name: "Ana", count: 3, open: true, days: [{ id: "mon", title: "Monday" }] },
  form: { size: "L", extras: [] as string[] },
  screen: { FIRST: { form: { color: "red" } } },
};

it.each([
  ["${data.name}", "Ana"],
  ["${data.count}", 3],
  ["${data.days}", scope.data.days],
  ["Hello ${data.name}, ${data.count} left", "Hello Ana, 3 left"],
  ["${screen.FIRST.form.color}", "red"],
  ["${data.missing}", undefined],
  ["`'Dear ' ${data.name} '!'`", "Dear Ana!"],
  ["`${data.count} * 2 + 1`", "7"],
  ["`not a language", "`not a language"],
  ["`'unclosed`", "`'unclosed`"],
  ["no bindings", "no bindings"],
  [7, 7],
  [
    { a: "${form.size}", b: ["${data.open}"] },
    { a: "L", b: [true] },
  ],
])("%j means %j", (source, expected) => {
  expect(resolve(source, scope)).toEqual(expected);
});

it.each([
  ["${form.size} == 'L'", true],
  ["`${form.size} != 'L'`", false],
  ["(${data.count} > 2) && !${form.extras}", true],
  ["${data.count} >= 4 || ${data.open}", true],
  ["${data.count} % 2 == 1", true],
  ["-1 < 0", true],
  ["${data.missing}", false],
  ["${data.open} &&", false],
  ["(", false],
  [true, true],
  [undefined, false],
])("%j holds: %s", (condition, expected) => {
  expect(holds(condition, scope)).toBe(expected);
});
