// The list's filters and order as they stand in the address; what is the default is left out.
import type { ContactFilter, ContactOrder } from "../api/contacts";

export type ContactSearch = ContactFilter & ContactOrder;

export const CONSENT_STATES = ["opted_in", "opted_out", "unknown"] as const;
export const SORTS = ["name", "created_at", "updated_at"] as const;

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

export function contactSearch(search: Record<string, unknown>): ContactSearch {
  const attribute = text(search.attribute);
  return {
    q: text(search.q),
    label: text(search.label),
    language: text(search.language),
    marketing: CONSENT_STATES.find((state) => state === search.marketing),
    blocked: search.blocked === true ? true : undefined,
    attribute,
    value: attribute && (typeof search.value === "number" ? String(search.value) : text(search.value)),
    sort: SORTS.find((sort) => sort === search.sort && sort !== "name"),
    descending: search.descending === true ? true : undefined,
  };
}

/** Whom it shows, without the order they come in. */
export function toFilter({ q, label, language, marketing, blocked, attribute, value }: ContactSearch): ContactFilter {
  const filter = { q, label, language, marketing, blocked, attribute, value };
  return Object.fromEntries(Object.entries(filter).filter(([, wanted]) => wanted !== undefined));
}

export function toOrder({ sort = "name", descending = false }: ContactSearch): ContactOrder {
  return { sort, descending };
}

export function isFiltered(search: ContactSearch): boolean {
  return Object.keys(toFilter(search)).length > 0;
}
