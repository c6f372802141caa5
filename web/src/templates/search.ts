// The filters of the list, as they stand in the address.
import type { TemplateFilter } from "../api/templates";
import type { TemplateQuality, TemplateStatus } from "../api/types";
import { type Order, ORDERS } from "./order";

export const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"] as const;
export type Category = (typeof CATEGORIES)[number];

export const STATUSES: TemplateStatus[] = [
  "draft",
  "pending",
  "approved",
  "rejected",
  "paused",
  "disabled",
  "archived",
  "deleted",
];

export const QUALITIES: TemplateQuality[] = ["green", "yellow", "red", "unknown"];

/** "Standing", since other screens have a status of their own in the address. */
export interface TemplateSearch extends Omit<TemplateFilter, "status"> {
  standing?: TemplateStatus;
  /** By name unless said. "Arranged", since results have an order of their own in the address. */
  arranged?: Order;
}

export function templateSearch(search: Record<string, unknown>): TemplateSearch {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  return {
    q: text(search.q),
    standing: STATUSES.find((status) => status === search.standing),
    category: CATEGORIES.find((category) => category === search.category),
    language: text(search.language),
    quality: QUALITIES.find((quality) => quality === search.quality),
    arranged: ORDERS.find((order) => order === search.arranged),
  };
}

export function filterOf({ standing, q, category, language, quality }: TemplateSearch): TemplateFilter {
  return { q, category, language, quality, status: standing };
}
