// The inbox's filters as they stand in the address; what is the default is left out.
import type { ConversationFilter, InboxTab } from "../api/conversations";
import type { ConversationStatus, Owner } from "../api/types";

export const TABS: InboxTab[] = ["mine", "unassigned", "all"];
export const STATUSES: ConversationStatus[] = ["open", "pending", "snoozed", "resolved"];
export const OWNERS: Owner[] = ["bot", "human", "nobody"];

export interface InboxSearch {
  tab?: InboxTab;
  status?: ConversationStatus;
  owner?: Owner;
  q?: string;
}

function oneOf<T>(words: T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  return {
    tab: oneOf(TABS, search.tab),
    status: oneOf(STATUSES, search.status),
    owner: oneOf(OWNERS, search.owner),
    q: typeof search.q === "string" && search.q !== "" ? search.q : undefined,
  };
}

export function toFilter({ tab = "all", status = "open", owner, q }: InboxSearch): ConversationFilter {
  return { tab, status, ...(owner && { owner }), ...(q && { q }) };
}
