import { describe, expect, it } from "vitest";
import { monthOf, monthsOn, weeksOf } from "./calendar";
import { type Rate, stagesOf } from "./funnel";
import { drawLine, withGaps } from "./line";
import { asField, fromField, tomorrowAtTen } from "./moments";
import { noteCount, perMinute, timeLeft } from "./pace";

it("draws every bar by the longest, with the rate that goes with it", () => {
  const counts = { planned: 1000, accepted: 950, delivered: 900, read: 540 };
  const funnel = Object.entries(counts).map(([measure, count]) => ({ measure, count, of_planned: count / 1000 }));
  const rate = (numerator: number, denominator: number) => ({ value: numerator / denominator, numerator, denominator });
  const rates = { delivery_rate: rate(900, 950), read_rate: rate(540, 900) } as unknown as Record<string, Rate>;
  const stages = stagesOf({ funnel: [...funnel, { measure: "of_tomorrow", count: 1, of_planned: 0 }], rates });
  expect(stages.map(({ measure, length, rate: found }) => [measure, length, found?.denominator])).toEqual([
    ["planned", 1, undefined],
    ["accepted", 0.95, undefined],
    ["delivered", 0.9, 950],
    ["read", 0.54, 900],
  ]);
});

describe("the throughput line", () => {
  it("goes from the first moment to the last", () => {
    const drawn = drawLine([
      { at: 0, count: 0 },
      { at: 60, count: 10 },
      { at: 120, count: 5 },
    ]);
    expect(drawn).toMatchObject({ line: "M0,100L50,0L100,50", top: 10, from: 0, until: 120 });
  });

  it("is not there for a single moment", () => {
    expect(drawLine([{ at: 0, count: 3 }])).toBeUndefined();
  });

  it("falls to nought where nothing went", () => {
    expect(
      withGaps(
        [
          { at: 0, count: 4 },
          { at: 60, count: 4 },
          { at: 300, count: 2 },
        ],
        60,
      ),
    ).toEqual([
      { at: 0, count: 4 },
      { at: 60, count: 4 },
      { at: 120, count: 0 },
      { at: 240, count: 0 },
      { at: 300, count: 2 },
    ]);
  });
});

describe("the pace", () => {
  it("is told once it was seen twice, and by the last minute only", () => {
    noteCount("a", 100, 0);
    expect(perMinute("a")).toBeUndefined();
    noteCount("a", 600, 30_000);
    expect(perMinute("a")).toBe(1000);
    noteCount("a", 700, 80_000);
    expect(perMinute("a")).toBe(120);
  });

  it("begins anew when the count falls, as of a campaign that repeats", () => {
    noteCount("b", 100, 0);
    noteCount("b", 10, 10_000);
    expect(perMinute("b")).toBeUndefined();
  });

  it("tells when it will be done", () => {
    expect(timeLeft(1200, 600)).toBe(120_000);
    expect(timeLeft(1200, 0)).toBeUndefined();
    expect(timeLeft(1200, undefined)).toBeUndefined();
  });
});

describe("the calendar", () => {
  const november = new Date(2026, 10, 1).getTime();

  it("begins its weeks on Monday and holds the whole month", () => {
    const weeks = weeksOf(november, [], () => null);
    expect(weeks).toHaveLength(6);
    expect(new Date(weeks[0]?.[0]?.at ?? 0).getDate()).toBe(26);
    expect(weeks.flat().filter(({ isInMonth }) => isInMonth)).toHaveLength(30);
  });

  it("puts each thing on its day", () => {
    const when = new Date(2026, 10, 23, 23, 59).getTime();
    const day = weeksOf(november, [when], (at) => at)
      .flat()
      .find(({ items }) => items.length > 0);
    expect(new Date(day?.at ?? 0).getDate()).toBe(23);
  });

  it("walks from month to month over the end of the year", () => {
    expect(monthsOn(november, 2)).toBe(new Date(2027, 0, 1).getTime());
    expect(monthOf(new Date(2026, 10, 23, 9).getTime())).toBe(november);
  });
});

it("reads a date field as it writes it", () => {
  const at = new Date(2026, 10, 3, 9, 5).getTime();
  expect(asField(at)).toBe("2026-11-03T09:05");
  expect(fromField(asField(at))).toBe(at);
  expect(fromField("")).toBeUndefined();
  expect(tomorrowAtTen(at)).toBe(new Date(2026, 10, 4, 10).getTime());
});
