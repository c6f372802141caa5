import { describe, expect, it } from "vitest";
import { formatLocale, makeFormat } from "./format";

const now = new Date(2026, 10, 20, 15, 30).getTime();
const before = (minutes: number) => now - minutes * 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

describe("relative time", () => {
  it.each([
    ["en", 0.3, "now"],
    ["en", 3, "3 minutes ago"],
    ["en", -2 * HOUR, "in 2 hours"],
    ["en", 1 * DAY, "yesterday"],
    ["es", 3, "hace 3 minutos"],
    ["es", 1 * DAY, "ayer"],
    ["pt-BR", 2 * HOUR, "há 2 horas"],
    ["en", 30 * DAY, "Oct 21, 2026"],
  ])("%s, %d minutes", (language, minutes, expected) => {
    expect(makeFormat(language).relative(before(minutes), now)).toBe(expected);
  });
});

describe("brief time of a list row", () => {
  it.each([
    [5, "3:25 PM"],
    [1 * DAY, "yesterday"],
    [3 * DAY, "Tuesday"],
    [30 * DAY, "Oct 21"],
  ])("%d minutes", (minutes, expected) => {
    expect(makeFormat("en").brief(before(minutes), now)).toBe(expected);
  });
});

describe("duration", () => {
  it.each([
    ["en", 21.6 * HOUR, "21 hr"],
    ["es", 21.6 * HOUR, "21 h"],
    ["es", 24.2 * HOUR, "24 h"],
    ["es", 12.9, "12 min"],
    ["pt-BR", 0.02, "1,2 s"],
    ["en", 0.00025, "15 ms"],
    ["en", 0, "0 ms"],
  ])("%s, %d minutes", (language, minutes, expected) => {
    expect(makeFormat(language).duration(minutes * 60_000)).toBe(expected);
  });
});

describe("the variety of a language", () => {
  it.each([
    ["es", ["es-MX", "en"], "es-MX"],
    ["es", ["en-US", "es"], "es-419"],
    ["pt-BR", ["en-US"], "pt-BR"],
    ["en", ["es-AR", "en-GB"], "en-GB"],
  ])("%s for a reader of %s", (language, preferred, expected) => {
    expect(formatLocale(language, preferred)).toBe(expected);
  });
});

it("writes money as the reader does, and a currency nobody knows as it came", () => {
  expect(makeFormat("en").money(12.5, "USD")).toBe("$12.50");
  expect(makeFormat("es-MX").money(12.5, "MXN")).toBe("$12.50");
  expect(makeFormat("en").money(3, "not a currency")).toBe("3 not a currency");
});
