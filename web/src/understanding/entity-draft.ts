// An entity as it is written: a list with a value and its words in each line, a pattern, or nothing but marks.
import type { IntentEntity } from "../api/types";

export const WAYS = ["list", "pattern", "marks"] as const;
export type Way = (typeof WAYS)[number];

export function wayOf({ values, pattern }: IntentEntity): Way {
  if (pattern !== null) return "pattern";
  return values.length > 0 ? "list" : "marks";
}

/** `value: word, word` in each line. */
export function linesOfValues(values: IntentEntity["values"]): string {
  return values.map(({ value, words }) => (words.length > 0 ? `${value}: ${words.join(", ")}` : value)).join("\n");
}

export function valuesOf(lines: string): IntentEntity["values"] {
  return lines.split("\n").flatMap((line) => {
    const colon = line.indexOf(":");
    const [value, said] = colon < 0 ? [line, ""] : [line.slice(0, colon), line.slice(colon + 1)];
    const words = said
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "");
    return value.trim() === "" ? [] : [{ value: value.trim(), words }];
  });
}
