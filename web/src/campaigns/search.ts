// The filters of the list, as they stand in the address.
import type { CampaignFilter } from "../api/campaigns";
import type { CampaignState } from "../api/types";
import { STATES } from "./states";

export const VIEWS = ["list", "calendar"] as const;

/** "Stage", since other screens have a state of their own in the address. */
export interface CampaignSearch {
  q?: string;
  stage?: CampaignState;
  view?: (typeof VIEWS)[number];
}

export function campaignSearch(search: Record<string, unknown>): CampaignSearch {
  return {
    q: typeof search.q === "string" && search.q !== "" ? search.q : undefined,
    stage: STATES.find((state) => state === search.stage),
    view: search.view === "calendar" ? "calendar" : undefined,
  };
}

export const filterOf = ({ q, stage }: CampaignSearch): CampaignFilter => ({ q, state: stage });
