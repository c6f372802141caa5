// Which editor a setting gets, read from its schema. A shape nobody thought of is edited as YAML, so nothing is lost.
import { nameOf, resolved, ROOT, type Schema, variantFor } from "./schema";
import { type Json, type JsonObject, text } from "./tree";

export type Editor =
  | { type: "text" }
  | { type: "line"; filled: boolean }
  | { type: "variable" | "span" | "node" | "entity" | "yaml" }
  | { type: "number"; whole: boolean }
  | { type: "switch" }
  | { type: "choice"; options: string[] }
  | { type: "words" }
  | { type: "object"; schema: Schema }
  | { type: "list"; item: Schema; definition?: string };

/** Keys that name a node, wherever they stand. */
const NODE_KEYS = new Set(["go_to", "start", "menu", "next", "otherwise", "on_timeout", "on_failure"]);

const BY_DEFINITION: Record<string, Editor | undefined> = {
  text: { type: "text" },
  template_text: { type: "line", filled: true },
  variable: { type: "variable" },
  entity: { type: "entity" },
  span: { type: "span" },
  language: { type: "line", filled: false },
};

export function editorFor(key: string, schema: Schema, value: Json | undefined): Editor {
  const definition = nameOf(schema);
  if (definition === "name") return NODE_KEYS.has(key) ? { type: "node" } : { type: "line", filled: false };
  const known = definition === undefined ? undefined : BY_DEFINITION[definition];
  return known ?? plainEditor(variantFor(schema, value), value);
}

function plainEditor(schema: Schema, value: Json | undefined): Editor {
  const fits = value === undefined || value === null;
  if (schema.enum) return { type: "choice", options: schema.enum.map(text) };
  // Whatever may be a number or a text is a text, and so is what may be anything while it is one.
  const anything = schema.type === undefined && schema.const === undefined && !schema.oneOf && !schema.anyOf;
  if (anything || Array.isArray(schema.type)) {
    return typeof value === "object" && value !== null ? { type: "yaml" } : { type: "line", filled: true };
  }
  switch (schema.type) {
    case "string":
      return fits || typeof value !== "object" ? { type: "line", filled: false } : { type: "yaml" };
    case "boolean":
      return { type: "switch" };
    case "number":
    case "integer":
      return fits || typeof value === "number"
        ? { type: "number", whole: schema.type === "integer" }
        : { type: "yaml" };
    case "array":
      return fits || Array.isArray(value) ? listEditor(schema) : { type: "yaml" };
    case "object":
      return schema.properties ? { type: "object", schema } : { type: "yaml" };
    default:
      return schema.const === true ? { type: "switch" } : { type: "yaml" };
  }
}

function listEditor({ items }: Schema): Editor {
  if (!items) return { type: "yaml" };
  const item = resolved(items);
  if (item.properties) return { type: "list", item: items, definition: nameOf(items) };
  return item.type === "string" ? { type: "words" } : { type: "yaml" };
}

export interface Field {
  key: string;
  schema: Schema;
  required: boolean;
}

/** The settings of an object: those to show, and those that can be added. */
export function fieldsOf(
  schema: Schema,
  value: JsonObject,
  basics: readonly string[] = [],
  without: readonly string[] = [],
): { shown: Field[]; more: Field[]; unknown: string[] } {
  const { properties = {}, required = [] } = resolved(schema);
  const instead = alternativesOf(schema);
  const chosen = instead.find((key) => key in value) ?? instead[0];
  const all = Object.entries(properties)
    .filter(([key]) => !without.includes(key))
    .map(([key, field]): Field => ({ key, schema: field, required: required.includes(key) || key === chosen }));
  const isShown = ({ key, required: needed }: Field) => needed || key in value || basics.includes(key);
  return {
    shown: all.filter(isShown),
    more: all.filter((field) => !isShown(field)),
    unknown: Object.keys(value).filter((key) => !(key in properties)),
  };
}

/** Settings of which an object has exactly one: what a condition looks at, what sets a flow off. */
export function alternativesOf(schema: Schema): string[] {
  const { oneOf = [], properties = {} } = resolved(schema);
  return oneOf.flatMap(({ required = [] }) => required).filter((key) => key in properties);
}

/** What a setting begins with when it is added. */
export function emptyValue(key: string, schema: Schema): Json {
  const editor = editorFor(key, schema, undefined);
  switch (editor.type) {
    case "number":
      return resolved(schema).minimum ?? 1;
    case "switch":
      return true;
    case "choice":
      return editor.options[0] ?? "";
    case "words":
      return [];
    case "list":
      return [emptyObject(editor.item)];
    case "object":
      return emptyObject(editor.schema);
    case "span":
      return "1h";
    case "yaml":
      return variantFor(schema, {}).type === "object" ? {} : "";
    default:
      return "";
  }
}

export function emptyObject(schema: Schema): JsonObject {
  const { properties = {}, required = [] } = resolved(schema);
  return Object.fromEntries(
    [...alternativesOf(schema).slice(0, 1), ...required].flatMap((key) => {
      const field = properties[key];
      return field ? [[key, emptyValue(key, field)] as const] : [];
    }),
  );
}

export const ROOT_FIELDS_ELSEWHERE = ["nodes", "layout"];
export const root = (): Schema => ROOT;
