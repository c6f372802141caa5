import { expect, it } from "vitest";
import { snoozeChoices } from "./snooze";

it.each([
  ["a Monday", new Date(2026, 10, 16, 15, 30), "17 9:00", "23 9:00"],
  ["a Sunday", new Date(2026, 10, 22, 8, 0), "23 9:00", "23 9:00"],
  ["a Friday", new Date(2026, 10, 20, 23, 59), "21 9:00", "23 9:00"],
])("from %s", (_name, now, tomorrow, week) => {
  const say = (at: number) => `${new Date(at).getDate()} ${new Date(at).getHours()}:00`;
  const until = Object.fromEntries(snoozeChoices(now.getTime()).map((choice) => [choice.name, choice.until]));
  expect(say(until.tomorrow ?? 0)).toBe(tomorrow);
  expect(say(until.week ?? 0)).toBe(week);
});
