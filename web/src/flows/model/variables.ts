// The names that texts and conditions of a flow can use, for the picker.
import { contentSchema, nameOf, walk } from "./schema";
import { kindKey } from "./outlets";
import type { FlowTree } from "./tree";

export interface Variable {
  name: string;
  /** The nodes that set it; none for what every flow knows. */
  setBy: string[];
  usedBy: string[];
}

const BUILT_IN = [
  "contact.name",
  "contact.phone",
  "contact.language",
  "contact.fields.",
  "message.text",
  "now.date",
  "now.time",
  "now.hour",
  "now.weekday",
  "window.open",
  "http.status",
];

export function variablesOf(tree: FlowTree): Variable[] {
  const set = new Map<string, string[]>();
  for (const [id, node] of Object.entries(tree.nodes)) {
    const kind = kindKey(node);
    walk(node[kind], contentSchema(kind), (value, schema) => {
      if (nameOf(schema) === "variable" && typeof value === "string" && value !== "") {
        set.set(value, [...(set.get(value) ?? []), id]);
      }
    });
  }
  const sources = Object.entries(tree.nodes).map(([id, node]) => [id, JSON.stringify(node)] as const);
  const usedBy = (name: string) =>
    sources
      .filter(([, source]) =>
        new RegExp(`[{][{%][^}]*\\b${escaped(name)}\\b|"when":"[^"]*\\b${escaped(name)}\\b`).test(source),
      )
      .map(([id]) => id);
  const own = [...set].map(([name, setBy]) => ({ name, setBy, usedBy: usedBy(name) }));
  return [...own, ...BUILT_IN.map((name) => ({ name, setBy: [], usedBy: [] }))];
}

const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
