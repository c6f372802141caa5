import { expect, it } from "vitest";
import type { ListedTemplate } from "../api/types";
import { ordered, usageOf } from "./order";

const template = (name: string, at: number | null, sent: number, read: number, delivered: number) =>
  ({
    name,
    last_used_at: at,
    sent_lately: sent,
    read_rate: { numerator: read, denominator: delivered, minimum: 20 },
  }) as unknown as ListedTemplate;

const groups = [
  [template("alfa", 10, 5, 20, 100)],
  [template("beta", 30, 1, 9, 10)],
  [template("gamma", null, 0, 0, 0)],
  [template("delta", 20, 4, 30, 50), template("delta", 25, 4, 10, 50)],
];

it.each([
  ["name", ["alfa", "beta", "gamma", "delta"]],
  ["used", ["beta", "delta", "alfa", "gamma"]],
  ["sent", ["delta", "alfa", "beta", "gamma"]],
  // Nine of ten are too few to tell.
  ["read", ["delta", "alfa", "beta", "gamma"]],
] as const)("in order of %s", (order, names) => {
  expect(ordered(groups, order).map(([first]) => first?.name)).toEqual(names);
});

it("adds the languages up", () => {
  expect(usageOf(groups[3] ?? [])).toEqual({ lastAt: 25, sent: 8, read: 40, delivered: 100, rate: 0.4 });
});
