// What a column can become, as one word for each choice: what the chooser shows and the mapping holds.
import type { ImportColumn, ImportMapping, ImportSubject } from "../api/types";

const PERSON = ["phone", "name", "first_name", "last_name", "language", "labels"] as const;
const EVENT = ["event_name", "event_id", "event_at"] as const;

export type ColumnWord =
  | (typeof PERSON)[number]
  | (typeof EVENT)[number]
  | "ignore"
  | "consent_marketing"
  | "consent_utility"
  | "attribute"
  | "property";

/** The choices for files of this subject, in the order people look for them. */
export function choices(subject: ImportSubject): ColumnWord[] {
  const person: ColumnWord[] = [...PERSON, "consent_marketing", "consent_utility", "attribute"];
  return subject === "events" ? ["ignore", ...EVENT, "property", ...person] : ["ignore", ...person];
}

export function wordOf(column: ImportColumn): ColumnWord {
  if (column.to === "consent") return column.category === "utility" ? "consent_utility" : "consent_marketing";
  return column.to;
}

export function hasName(column: ImportColumn): boolean {
  return column.to === "attribute" || column.to === "property";
}

/** The column after another choice; an attribute's name comes from its title until somebody writes another. */
export function chosen(word: ColumnWord, before: ImportColumn, title: string): ImportColumn {
  switch (word) {
    case "consent_marketing":
      return { to: "consent", category: "marketing" };
    case "consent_utility":
      return { to: "consent", category: "utility" };
    case "attribute":
    case "property":
      return { to: word, name: before.name ?? attributeName(title), kind: before.kind ?? "text" };
    default:
      return { to: word };
  }
}

/** `Fecha de nacimiento` is `fecha_de_nacimiento`. */
export function attributeName(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(name) ? name.slice(0, 60) : `column_${name}`.slice(0, 60);
}

/** By what people can be recognised: their phone, or an attribute of the file. */
export function keys(mapping: ImportMapping): string[] {
  const attributes = mapping.columns.filter((column) => column.to === "attribute" && column.name);
  const phone = mapping.columns.some((column) => column.to === "phone") ? ["phone"] : [];
  return [...phone, ...attributes.map((column) => `attribute:${column.name ?? ""}`)];
}

export function keyOf(mapping: ImportMapping): string {
  return mapping.match_on.by === "phone" ? "phone" : `attribute:${mapping.match_on.name ?? ""}`;
}

export function withKey(mapping: ImportMapping, key: string): ImportMapping {
  const name = key.replace(/^attribute:/, "");
  return { ...mapping, match_on: key === "phone" ? { by: "phone" } : { by: "attribute", name } };
}

export function withColumn(mapping: ImportMapping, place: number, column: ImportColumn): ImportMapping {
  const next = { ...mapping, columns: mapping.columns.map((old, index) => (index === place ? column : old)) };
  // A key that no column holds any more is none.
  const offered = keys(next);
  return offered.includes(keyOf(next)) || offered.length === 0 ? next : withKey(next, offered[0] ?? "phone");
}
