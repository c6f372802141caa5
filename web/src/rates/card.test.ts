import { expect, it } from "vitest";
import { type Card, cardIn, columnsOf, standingOf } from "./card";

const card: Card = {
  effective_from: "2026-10-01",
  currency: "USD",
  source: "contract",
  utility_in_window: "free",
  markets: [
    { market: "Mexico", countries: ["MX"], marketing: 0.04, utility: 0.01 },
    { market: "Peru", countries: ["PE"], marketing: 0.05 },
  ],
};

it.each([
  ["2026-10-01", "today"],
  ["2027-01-01", "earlier"],
  ["2026-01-01", "later"],
  [null, "later"],
])("stands by the one that counts from %s", (inForce, standing) => {
  expect(standingOf(card, inForce)).toBe(standing);
});

it("shows the categories that have a price", () => {
  expect(columnsOf(card)).toEqual(["marketing", "utility"]);
});

it("is read from a file, alone or in a list", () => {
  expect(cardIn(JSON.stringify(card))).toEqual(card);
  expect(cardIn(JSON.stringify([card]))).toEqual(card);
  for (const other of ["market,marketing\nMexico,0.04", "[]", "{}", JSON.stringify([card, card])]) {
    expect(cardIn(other)).toBeUndefined();
  }
});
