// What a flow may contain, read from the published schema: the panels and the canvas follow it, so a field that is new
// there appears here by itself.
import published from "../../../../docs/flow.schema.json";
import { isObject, type Json, type JsonObject, type Path } from "./tree";

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: Json[];
  const?: Json;
  default?: Json;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

export const ROOT = published as unknown as Schema & { $defs: Record<string, Schema> };

const REF = "#/$defs/";

/** The name of the definition a schema points to. */
export const nameOf = ({ $ref }: Schema): string | undefined => $ref?.slice(REF.length);

export function resolved(schema: Schema): Schema {
  const name = nameOf(schema);
  const definition = name === undefined ? undefined : ROOT.$defs[name];
  return definition
    ? { ...resolved(definition), ...(schema.description && { description: schema.description }) }
    : schema;
}

const ROUTE_KEYS = ["next", "otherwise", "on_timeout", "on_failure"] as const;
export type Route = (typeof ROUTE_KEYS)[number];
export const ROUTES: readonly Route[] = ROUTE_KEYS;

const NODE = resolved({ $ref: `${REF}node` });

/** The keys that name a kind of node. */
export const KIND_KEYS: string[] = Object.keys(NODE.properties ?? {}).filter(
  (key) => !(ROUTE_KEYS as readonly string[]).includes(key),
);

export const contentSchema = (kind: string): Schema | undefined => NODE.properties?.[kind];

/** The alternatives of a schema that could hold this value. */
export function variantFor(schema: Schema, value: Json | undefined): Schema {
  const plain = resolved(schema);
  const variants = plain.oneOf ?? plain.anyOf;
  if (!variants || plain.properties) return plain;
  const shape = Array.isArray(value) ? "array" : value === null || value === undefined ? "" : typeof value;
  const shapes = variants.map(resolved);
  const fitting = shapes.find(({ type }) => type === shape);
  return fitting ?? (value === undefined ? (shapes.find(({ type }) => type === "array") ?? plain) : plain);
}

/** Walks a value along its schema: every part with the schema it follows. */
export function walk(
  value: Json | undefined,
  schema: Schema | undefined,
  visit: (value: Json, schema: Schema, path: Path) => void,
  path: Path = [],
) {
  if (value === undefined || !schema) return;
  visit(value, schema, path);
  const variant = variantFor(schema, value);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      walk(item, variant.items, visit, [...path, index]);
    });
  } else if (isObject(value)) {
    const others = typeof variant.additionalProperties === "object" ? variant.additionalProperties : undefined;
    for (const [key, item] of Object.entries(value)) {
      walk(item, variant.properties?.[key] ?? others, visit, [...path, key]);
    }
  }
}

/** Whether an object of this schema says where to go. */
export const leads = (schema: Schema): boolean => "go_to" in (resolved(schema).properties ?? {});

export type { JsonObject };
