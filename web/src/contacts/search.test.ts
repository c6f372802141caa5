import { expect, it } from "vitest";
import { contactSearch, isFiltered, toFilter, toOrder } from "./search";

it("takes from the address what it knows, and nothing else", () => {
  expect(toFilter(contactSearch({ q: "ana", marketing: "opted_in", blocked: "yes", sort: "shoe_size", x: 1 }))).toEqual(
    {
      q: "ana",
      marketing: "opted_in",
    },
  );
});

it("keeps a value only with its attribute", () => {
  expect(toFilter(contactSearch({ value: "33" }))).toEqual({});
  expect(toFilter(contactSearch({ attribute: "age", value: 33 }))).toEqual({ attribute: "age", value: "33" });
});

it("tells the order from the filter", () => {
  const search = contactSearch({ sort: "updated_at", descending: true });
  expect(isFiltered(search)).toBe(false);
  expect(toOrder(search)).toEqual({ sort: "updated_at", descending: true });
  expect(toOrder(contactSearch({}))).toEqual({ sort: "name", descending: false });
});
