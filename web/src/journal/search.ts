import type { JournalState } from "../api/types";

export const JOURNAL_STATES: JournalState[] = ["pending", "processed", "parked"];

export interface JournalSearch {
  state?: JournalState;
  q?: string;
}

export function journalSearch(search: Record<string, unknown>): JournalSearch {
  return {
    state: JOURNAL_STATES.find((state) => state === search.state),
    q: typeof search.q === "string" && search.q !== "" ? search.q : undefined,
  };
}
