// Every kind and every setting of the schema has a name in the words of the screen.
import { expect, it } from "vitest";
import en from "../../i18n/en.json";
import { BLUEPRINTS } from "./kinds";
import { KIND_KEYS, resolved, ROOT, type Schema } from "./schema";

function settings(schema: Schema, seen = new Set<Schema>()): string[] {
  const plain = resolved(schema);
  if (seen.has(schema)) return [];
  seen.add(schema);
  const below = [plain.items, ...(plain.oneOf ?? []), ...(plain.anyOf ?? [])].filter((one) => one !== undefined);
  const own = Object.entries(plain.properties ?? {});
  const others = typeof plain.additionalProperties === "object" ? [plain.additionalProperties] : [];
  return [
    ...own.map(([key]) => key),
    ...[...below, ...others, ...own.map(([, one]) => one)].flatMap((one) => settings(one, seen)),
  ];
}

it("names every kind", () => {
  expect(KIND_KEYS.filter((kind) => !(kind in en.builder.kind))).toEqual([]);
  expect(BLUEPRINTS.filter(({ kind, shape }) => !(`${kind}_${shape}` in en.builder.shape))).toEqual([]);
});

it("names every setting", () => {
  const elsewhere = new Set([...KIND_KEYS, ...Object.keys(en.builder.route), "nodes", "layout"]);
  const keys = [...new Set(settings(ROOT))].filter((key) => !elsewhere.has(key));
  expect(keys.filter((key) => !(key in en.builder.field))).toEqual([]);
});
