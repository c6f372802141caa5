// Where a node leads, and by what: its routes, and every choice, case or way in it that says where to go.
import { kindOf } from "./kinds";
import { contentSchema, KIND_KEYS, leads, ROUTES, type Route, walk } from "./schema";
import { isObject, type Json, type JsonObject, localised, type Path, text } from "./tree";

export interface Outlet {
  /** The path as one word; stable while the node is not rearranged. */
  id: string;
  /** Where the target is written, seen from the node. */
  path: Path;
  type: "route" | "choice" | "case";
  /** Of a route. */
  route?: Route;
  label: string;
  target?: string;
  /** A choice without a way of its own takes `next`. */
  follows: boolean;
}

/** The kind of a node: its one key that is no route. */
export function kindKey(node: JsonObject): string {
  const keys = Object.keys(node).filter((key) => !(ROUTES as readonly string[]).includes(key));
  return keys.find((key) => KIND_KEYS.includes(key)) ?? keys[0] ?? "";
}

const targetOf = (value: Json | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export function outletsOf(node: JsonObject, language: string): Outlet[] {
  const key = kindKey(node);
  return [...inner(node, key, language), ...routes(node, key)];
}

function inner(node: JsonObject, key: string, language: string): Outlet[] {
  const content = node[key];
  if (key === "go_to") return [outlet([key], "case", "", targetOf(content), false)];
  const found: Outlet[] = [];
  walk(content, contentSchema(key), (value, schema, path) => {
    if (!isObject(value) || !leads(schema)) return;
    const isChoice = value.title !== undefined;
    const label = isChoice ? localised(value.title, language) : caseLabel(value);
    found.push(outlet([key, ...path, "go_to"], isChoice ? "choice" : "case", label, targetOf(value.go_to), isChoice));
  });
  return found;
}

function routes(node: JsonObject, key: string): Outlet[] {
  const { routes: allowed, drawn } = kindOf(key);
  return ROUTES.filter((route) => route in node || (allowed.includes(route) && drawn.includes(route))).map((route) => ({
    ...outlet([route], "route", route, targetOf(node[route]), false),
    route,
  }));
}

function outlet(path: Path, type: Outlet["type"], label: string, target: string | undefined, follows: boolean): Outlet {
  return { id: path.join("."), path, type, label, target, follows };
}

/** A condition in a few words: its expression, or what it compares. */
export function caseLabel(condition: JsonObject): string {
  return Object.entries(condition)
    .filter(([key]) => key !== "go_to")
    .map(([key, value]) =>
      key === "when" || key === "weight" || isObject(value) ? flat(value) : `${key}: ${flat(value)}`,
    )
    .join(", ");
}

/** A value on one line. */
export function flat(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(flat).join(", ");
  if (isObject(value)) {
    return Object.entries(value)
      .map(([key, inside]) => `${key} ${flat(inside)}`)
      .join(", ");
  }
  return text(value);
}

export type Dangling = "nowhere" | "unknown";

/** Why nothing hangs on an outlet that should lead somewhere. */
export function danglingOf(outlet: Outlet, all: Outlet[], exists: (id: string) => boolean): Dangling | undefined {
  if (outlet.target !== undefined) return exists(outlet.target) ? undefined : "unknown";
  const next = all.find(({ route }) => route === "next");
  if (outlet.follows && next?.target !== undefined) return undefined;
  if (outlet.route === "next") {
    // Where every choice has a way of its own, nobody takes `next`.
    const choices = all.filter(({ type }) => type === "choice");
    return choices.length > 0 && choices.every(({ target }) => target !== undefined) ? undefined : "nowhere";
  }
  return outlet.type === "route" && outlet.route !== "otherwise" ? undefined : "nowhere";
}
