// Whom the lists of a series show, as it stands in the address.
import { type RecipientSearch, recipientSearch } from "../campaigns/report/recipient-search";

export const PEOPLE_STATES = ["under_way", "done", "stopped", "withdrawn"] as const;
export type PersonState = (typeof PEOPLE_STATES)[number];

export interface SeriesSearch extends RecipientSearch {
  /** Of the people in it; "state" is the ledger's. */
  way?: PersonState;
  /** The step they wait for, from 0. */
  step?: number;
}

export interface PeopleFilter {
  state?: PersonState;
  step?: number;
}

export function seriesSearch(search: Record<string, unknown>): SeriesSearch {
  return {
    ...recipientSearch(search),
    way: PEOPLE_STATES.find((state) => state === search.way),
    step: typeof search.step === "number" && search.step >= 0 ? search.step : undefined,
  };
}

export const filterOf = ({ way, step }: SeriesSearch): PeopleFilter => ({ state: way, step });
