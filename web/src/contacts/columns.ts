// Which columns the list shows besides the name. The choice is the reader's own and stays in the browser.
import { useLocalStorage } from "@mantine/hooks";
import type { Attribute } from "../api/types";

export const COLUMNS = ["phone", "labels", "marketing", "language", "time_zone", "created_at", "updated_at"] as const;

/** A column of ours, or an attribute: "field:plan". */
export type Column = (typeof COLUMNS)[number] | `field:${string}`;

const FIRST: Column[] = ["phone", "labels", "marketing", "created_at"];

export const fieldColumn = (name: string): Column => `field:${name}`;
export const fieldOf = (column: Column) => (column.startsWith("field:") ? column.slice("field:".length) : undefined);

/** The chosen ones that there are, always in the same order. */
export function shownColumns(chosen: string[], attributes: Attribute[]): Column[] {
  const all: Column[] = [...COLUMNS, ...attributes.map(({ name }) => fieldColumn(name))];
  return all.filter((column) => chosen.includes(column));
}

export function useColumnChoice() {
  return useLocalStorage<string[]>({ key: "recado-contact-columns", defaultValue: FIRST });
}
