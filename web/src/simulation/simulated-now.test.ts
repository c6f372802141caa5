import { expect, it } from "vitest";
import { localMinute, simulatedNow } from "./simulated-now";

it.each([
  [1, 2_000, 12_000],
  [60, 1_000, 70_000],
  [0, 5_000, 10_000],
  [1, -300, 10_000],
])("at speed %d, %d ms later it is %d", (speed, since, expected) => {
  expect(simulatedNow({ now: 10_000, speed, next_due: null }, since)).toBe(expected);
});

it("writes a moment as the input wants it, and back", () => {
  const at = Date.UTC(2026, 10, 23, 4, 5);
  expect(new Date(localMinute(at)).getTime()).toBe(at);
});
