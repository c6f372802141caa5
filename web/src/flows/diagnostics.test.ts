import { Text } from "@codemirror/state";
import { expect, it } from "vitest";
import type { FlowProblem } from "../api/types";
import { diagnosticsOf, offsetOf } from "./diagnostics";

const doc = Text.of(["name: x", "start: nowhere", ""]);

it.each([
  [1, 1, 0],
  [2, 8, 15],
  [2, 99, 22],
  [3, 1, 23],
  [99, 1, 23],
  [0, 0, 0],
])("line %d, column %d is at %d", (line, column, offset) => {
  expect(offsetOf(doc, { line, column })).toBe(offset);
});

it("underlines to the end of the line, in the order of the text", () => {
  const problem = (line: number, column: number) =>
    ({ severity: "error", message: "m", remedy: "r", line, column }) as FlowProblem;
  expect(
    diagnosticsOf(doc, [problem(2, 8), problem(1, 1)]).map(({ from, to, message }) => [from, to, message]),
  ).toEqual([
    [0, 7, "m\nr"],
    [15, 22, "m\nr"],
  ]);
});
