// Who is chosen: some rows by hand, or everybody the filter names. Another filter is another list, and chooses nobody.
import { useState } from "react";
import type { Audience, ContactFilter } from "../api/contacts";
import type { Contact } from "../api/types";

export interface Selection {
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Everybody the filter names, seen or not. */
  everybody: boolean;
  chooseEverybody: () => void;
  clear: () => void;
  count: number;
  audience: (filter: ContactFilter) => Audience;
}

/** More are chosen by the filter. */
export const MOST_BY_HAND = 1_000;

export function useSelection(filterKey: string, items: Contact[], total: number): Selection {
  const [chosen, setChosen] = useState({ filterKey, ids: new Set<string>(), everybody: false });
  const current = chosen.filterKey === filterKey ? chosen : { filterKey, ids: new Set<string>(), everybody: false };
  const toggle = (id: string) => {
    // One taken out of everybody leaves those that have been seen.
    const ids = new Set(current.everybody ? items.slice(0, MOST_BY_HAND).map((item) => item.id) : current.ids);
    if (!ids.delete(id) && ids.size < MOST_BY_HAND) ids.add(id);
    setChosen({ filterKey, ids, everybody: false });
  };
  return {
    has: (id) => current.everybody || current.ids.has(id),
    toggle,
    everybody: current.everybody,
    chooseEverybody: () => {
      setChosen({ filterKey, ids: new Set(), everybody: true });
    },
    clear: () => {
      setChosen({ filterKey, ids: new Set(), everybody: false });
    },
    count: current.everybody ? total : current.ids.size,
    audience: (filter) => (current.everybody ? { filter } : { contact_ids: [...current.ids] }),
  };
}
