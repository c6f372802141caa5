// Paths into a payload, as the server reads them, and the mapping that goes with them.
import type { HookMapping, HookPayload, ImportColumn } from "../../api/types";

const HEADER = "header:";

/** What stands at a path; of several parted by bars, the first that says something. */
export function cellAt({ body, headers }: Pick<HookPayload, "body" | "headers">, path: string): string {
  for (const one of path.split("|").map((part) => part.trim())) {
    const cell = one.startsWith(HEADER)
      ? (headers[one.slice(HEADER.length).toLowerCase()] ?? "")
      : walk(body, one.split("."))
          .filter((text) => text !== "")
          .join(", ");
    if (cell.trim() !== "") return cell;
  }
  return "";
}

function walk(value: unknown, [step, ...rest]: string[]): string[] {
  if (step === undefined) return [textOf(value)];
  if (Array.isArray(value)) {
    if (step === "*") return value.flatMap((item) => walk(item, rest));
    return /^\d+$/.test(step) && Number(step) < value.length ? walk(value[Number(step)], rest) : [];
  }
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return [];
  return walk((value as Record<string, unknown>)[step], rest);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null)) {
    return value.map(textOf).join(", ");
  }
  return JSON.stringify(value);
}

export function withPath(mapped: HookMapping, place: number, path: string): HookMapping {
  const paths = [...mapped.paths];
  paths[place] = path;
  return { ...mapped, paths };
}

export function withTarget({ paths, mapping }: HookMapping, place: number, column: ImportColumn): HookMapping {
  const columns = [...mapping.columns];
  columns[place] = column;
  return { paths, mapping: { ...mapping, columns } };
}

export function withoutPlace({ paths, mapping }: HookMapping, place: number): HookMapping {
  return {
    paths: paths.filter((_, index) => index !== place),
    mapping: { ...mapping, columns: mapping.columns.filter((_, index) => index !== place) },
  };
}
