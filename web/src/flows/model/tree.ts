// A flow document as plain data: what the canvas, the panels and the table of texts read. Nothing here may be trusted
// to be there: the document may be half-written.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;
/** Keys and places from the top of the document, or of a node. */
export type Path = (string | number)[];

export interface FlowTree {
  name: string;
  language: string;
  start: string;
  /** In the order of the document. */
  nodes: Record<string, JsonObject>;
  layout: Record<string, [number, number]>;
  /** The whole document as it is written. */
  whole: JsonObject;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a plain value reads as; nothing for lists and objects. */
export const text = (value: Json | undefined): string =>
  typeof value === "object" || value === undefined ? "" : String(value);

export function treeOf(whole: Json): FlowTree {
  const document = isObject(whole) ? whole : {};
  const nodes = Object.entries(isObject(document.nodes) ? document.nodes : {});
  const layout = Object.entries(isObject(document.layout) ? document.layout : {});
  return {
    name: text(document.name),
    language: text(document.language) || "en",
    start: text(document.start),
    nodes: Object.fromEntries(nodes.map(([id, node]) => [id, isObject(node) ? node : {}])),
    layout: Object.fromEntries(layout.flatMap(([id, place]) => (isPlace(place) ? [[id, place]] : []))),
    whole: document,
  };
}

function isPlace(value: Json): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "number");
}

export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let found = value;
  for (const key of path) {
    if (Array.isArray(found) && typeof key === "number") found = found[key];
    else if (isObject(found)) found = found[key];
    else return undefined;
  }
  return found;
}

/** A text in this language; else in its relatives; else in any. */
export function localised(value: Json | undefined, language: string): string {
  if (!isObject(value)) return text(value);
  const base = (tag: string) => tag.split("-")[0];
  const close = Object.keys(value).find((tag) => base(tag) === base(language));
  return text(value[language] ?? (close === undefined ? Object.values(value)[0] : value[close]));
}

/** The languages texts are meant to have: the declared ones, or those that occur, the flow's own first. */
export function languagesOf(tree: FlowTree, occurring: string[]): string[] {
  const declared = Array.isArray(tree.whole.languages) ? tree.whole.languages.map(text) : [];
  return [...new Set([tree.language, ...(declared.length > 0 ? declared : occurring)])];
}
