import { expect, it } from "vitest";
import { jsonProblem } from "./json-problem";

it.each(['{"a": 1}', "[]", "3"])("%s is fine", (text) => {
  expect(jsonProblem(text)).toBeUndefined();
});

it.each([
  ['{\n  "a": 1,\n}', 3],
  ['{\n"a": 1', 2],
  ["", 1],
])("%j is wrong in line %d", (text, line) => {
  expect(jsonProblem(text)?.line).toBe(line);
});
