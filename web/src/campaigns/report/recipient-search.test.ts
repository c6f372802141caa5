import { expect, it } from "vitest";
import { queryOf, recipientSearch } from "./recipient-search";

it("reads from the address what it knows, and no more", () => {
  expect(recipientSearch({ who: "read", reason: 131026, variant: 1, other: "x" })).toEqual({
    who: "read",
    reason: "131026",
    variant: 1,
  });
  expect(recipientSearch({ who: "nobody", reason: null, variant: "1" })).toEqual({});
});

it.each([
  [{}, {}],
  [{ who: "delivered" as const }, { measure: "delivered" }],
  [
    { who: "replied" as const, variant: 1 },
    { measure: "replied", variant: 1 },
  ],
  [
    { who: "skipped" as const, reason: "opted_out" },
    { state: "skipped,held_out", reason: "opted_out" },
  ],
  [{ who: "skipped" as const, reason: "held_out" }, { state: "held_out" }],
])("asks for %j", (search, expected) => {
  expect(queryOf(search)).toEqual(expected);
});
