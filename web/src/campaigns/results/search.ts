// What the page of results shows, as it stands in the address.

export const BY = ["campaign", "template", "segment", "number"] as const;
export const PERIODS = [7, 30, 90, 365] as const;
export const SORTS = [
  "name",
  "planned",
  "delivery_rate",
  "read_rate",
  "reply_rate",
  "click_rate",
  "conversion_rate",
] as const;

export interface ResultsSearch {
  by?: (typeof BY)[number];
  days?: (typeof PERIODS)[number];
  order?: (typeof SORTS)[number];
}

export function resultsSearch(search: Record<string, unknown>): ResultsSearch {
  return {
    by: BY.find((known) => known === search.by),
    days: PERIODS.find((known) => known === search.days),
    order: SORTS.find((known) => known === search.order),
  };
}
