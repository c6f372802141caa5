import { EXCHANGE_KINDS, type LogSearch } from "../api/simulation";

export const PANELS = ["time", "faults", "people", "meta", "hand", "log"] as const;
export type Panel = (typeof PANELS)[number];

export interface SimulationSearch extends LogSearch {
  panel?: Panel;
  /** The exchange that is open. */
  exchange?: number;
}

export function simulationSearch(search: Record<string, unknown>): SimulationSearch {
  return {
    panel: PANELS.find((panel) => panel === search.panel),
    kind: EXCHANGE_KINDS.find((kind) => kind === search.kind),
    q: typeof search.q === "string" && search.q !== "" ? search.q : undefined,
    troubled: search.troubled === true || undefined,
    exchange: typeof search.exchange === "number" ? search.exchange : undefined,
  };
}
