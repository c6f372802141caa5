import { expect, it } from "vitest";
import { barsOf, ceiling } from "./bars";

it.each([
  [0, 5],
  [5, 5],
  [6, 10],
  [12, 20],
  [20, 20],
  [21, 50],
  [501, 1000],
])("%d is shown under %d", (highest, expected) => {
  expect(ceiling(highest)).toBe(expected);
});

it("keeps every bar in its minute and in the box", () => {
  const minutes = [0, 1, 2].map((at) => ({ at, received: at * 7, sent: 3, failed: 0 }));
  for (const [index, bar] of barsOf(minutes).entries()) {
    const slot = Math.floor(index / 3) * (100 / 3);
    expect(bar.x).toBeGreaterThanOrEqual(slot);
    expect(bar.x + bar.width).toBeLessThan(slot + 100 / 3);
    expect(bar.y + bar.height).toBeCloseTo(100);
    expect(bar.y).toBeGreaterThanOrEqual(0);
  }
});
