// Rows in the order of a figure: the best first, and what cannot be told last.
import type { ResultRow } from "../../api/types";
import type { ResultsSearch } from "./search";

export function ordered(rows: ResultRow[], by: ResultsSearch["order"]): ResultRow[] {
  if (by === undefined) return rows;
  if (by === "name") return [...rows].sort((a, b) => a.name.localeCompare(b.name));
  const figure = (row: ResultRow) => (by === "planned" ? row.counts.planned : row.rates[by]?.value) ?? -1;
  return [...rows].sort((a, b) => figure(b) - figure(a));
}
