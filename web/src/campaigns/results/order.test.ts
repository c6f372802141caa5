import { expect, it } from "vitest";
import type { ResultRow } from "../../api/types";
import { ordered } from "./order";

const row = (name: string, planned: number, read: number | null) =>
  ({ name, counts: { planned }, rates: { read_rate: { value: read } } }) as unknown as ResultRow;

const rows = [row("beta", 10, 0.2), row("Alfa", 30, null), row("gamma", 20, 0.6)];

it.each([
  [undefined, ["beta", "Alfa", "gamma"]],
  ["name" as const, ["Alfa", "beta", "gamma"]],
  ["planned" as const, ["Alfa", "gamma", "beta"]],
  ["read_rate" as const, ["gamma", "beta", "Alfa"]],
])("by %s", (by, expected) => {
  expect(ordered(rows, by).map(({ name }) => name)).toEqual(expected);
});
