// The names that texts and conditions of a flow can use: for the picker, the panel, and to give one another name.
import type { Draft } from "./document";
import { nameOf, resolved, ROOT, type Schema, walk } from "./schema";
import { type FlowTree, isObject, type Json, type Path } from "./tree";

export interface Variable {
  name: string;
  /** The nodes that set it; none for what every flow knows, and for what callers give. */
  setBy: string[];
  usedBy: string[];
  /** Whether a flow that calls this one gives it. */
  given: boolean;
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
  const own = new Map<string, Variable>();
  for (const { name, path } of namesIn(tree.whole)) {
    const variable = own.get(name) ?? { name, setBy: [], usedBy: [], given: false };
    const node = nodeOf(path);
    if (node === undefined) variable.given = true;
    else if (!variable.setBy.includes(node)) variable.setBy.push(node);
    own.set(name, variable);
  }
  const words = wordsIn(tree.whole);
  for (const variable of own.values()) {
    const places = words.filter((word) => renamed(word, variable.name, "") !== word.text);
    variable.usedBy = [...new Set(places.flatMap(({ path }) => nodeOf(path) ?? []))];
  }
  return [...own.values(), ...BUILT_IN.map((name) => ({ name, setBy: [], usedBy: [], given: false }))];
}

/** What can be the name of a variable. */
export const isVariableName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name);

/** Gives a variable another name, where it is set and wherever it is spoken of. */
export function renameVariable(draft: Draft, tree: FlowTree, from: string, to: string) {
  for (const word of wordsIn(tree.whole)) {
    const text = renamed(word, from, to);
    if (text !== word.text) draft.set(word.path, text);
  }
  for (const { name, path, isKey } of namesIn(tree.whole)) {
    if (name !== from) continue;
    if (isKey) draft.rename(path, to);
    else draft.set(path, to);
  }
}

interface Name {
  name: string;
  path: Path;
  /** It stands as a key, as in what is remembered of an answer. */
  isKey: boolean;
}

const isVariable = (schema: Schema | undefined): boolean => schema !== undefined && nameOf(schema) === "variable";

/** Wherever a variable is set. What another flow is given has names of that flow. */
function namesIn(whole: Json): Name[] {
  const names: Name[] = [];
  walk(whole, ROOT, (value, schema, path) => {
    if (isVariable(schema) && typeof value === "string" && value !== "")
      names.push({ name: value, path, isKey: false });
    if (path.at(-1) !== "input" && isVariable(resolved(schema).propertyNames) && isObject(value)) {
      names.push(...Object.keys(value).map((name) => ({ name, path: [...path, name], isKey: true })));
    }
  });
  return names;
}

interface Word {
  text: string;
  path: Path;
}

/** Every text of the document, whatever it is for. */
function wordsIn(value: Json | undefined, path: Path = []): Word[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => wordsIn(item, [...path, index]));
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => wordsIn(item, [...path, key])) : [];
}

const FILLED_IN = /\{\{.*?\}\}|\{%.*?%\}/gs;

/** A condition is an expression as a whole, a text has them in braces. Parts of other names and quoted words stay. */
function renamed({ text, path }: Word, from: string, to: string): string {
  const name = new RegExp(`(?<![\\w.'"])${from}(?![\\w'"])`, "g");
  const isExpression = path.at(-1) === "when" || path.at(-2) === "map";
  return isExpression ? text.replace(name, to) : text.replace(FILLED_IN, (part) => part.replace(name, to));
}

const nodeOf = (path: Path): string | undefined => (path[0] === "nodes" ? String(path[1]) : undefined);
