// Every change a person can make to a flow on the canvas, as a change of the document.
import type { Draft } from "./document";
import { outletsOf } from "./outlets";
import type { Places } from "./layout";
import { contentSchema, resolved, type Schema, walk } from "./schema";
import { type FlowTree, isObject, type Json, type JsonObject, type Path } from "./tree";

/** Where a connection begins: a node, and the path of one of its outlets. */
export interface Source {
  node: string;
  path: Path;
}

/** A name like this one that is not taken. */
export function freeName(wanted: string, taken: (name: string) => boolean): string {
  const name = wanted.replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, 58) || "node";
  if (!taken(name)) return name;
  const stem = name.replace(/_\d+$/, "");
  let number = 2;
  while (taken(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

/** Adds a node; on an outlet it takes the place between that and what hung there. */
export function add(draft: Draft, id: string, node: JsonObject, from?: Source) {
  const target = from && draft.get(["nodes", from.node, ...from.path]);
  draft.addNode(id, node, from?.node);
  if (typeof target === "string" && target !== "") hangBehind(draft, id, node, target);
  if (from) connect(draft, from, id);
  if (draft.get(["start"]) === undefined || draft.get(["start"]) === "") draft.set(["start"], id);
}

/** What followed before follows the new node now, by the first way that it has. */
function hangBehind(draft: Draft, id: string, node: JsonObject, target: string) {
  const outlets = outletsOf(node, "");
  const way = outlets.find(({ route }) => route === "next") ?? outlets.find((outlet) => outlet.target === undefined);
  if (way) draft.set(["nodes", id, ...way.path], target);
}

export function connect(draft: Draft, { node, path }: Source, target: string) {
  draft.set(["nodes", node, ...path], target);
}

export function disconnect(draft: Draft, { node, path }: Source) {
  const full = ["nodes", node, ...path];
  // A case and a jump have to lead somewhere; the checker says so while they do not.
  if (isNeeded(draft.get(["nodes", node]), path)) draft.set(full, "");
  else draft.remove(full);
}

function isNeeded(node: Json | undefined, path: Path): boolean {
  if (!isObject(node) || path.at(-1) !== "go_to") return false;
  if (path.length === 1) return true;
  const [kind, ...inside] = path;
  let needed = false;
  walk(node[String(kind)], contentSchema(String(kind)), (_, schema, at) => {
    if (at.join() === inside.slice(0, -1).join()) needed = requiresTarget(schema);
  });
  return needed;
}

const requiresTarget = (schema: Schema): boolean => resolved(schema).required?.includes("go_to") ?? false;

/** Removes nodes, and every way that led to them. */
export function remove(draft: Draft, tree: FlowTree, ids: string[]) {
  for (const id of ids) {
    draft.remove(["nodes", id]);
    draft.remove(["layout", id]);
  }
  for (const [id, node] of Object.entries(tree.nodes)) {
    if (ids.includes(id)) continue;
    for (const { path, target } of outletsOf(node, "")) {
      if (target !== undefined && ids.includes(target)) disconnect(draft, { node: id, path });
    }
  }
  if (isEmpty(draft.get(["layout"]))) draft.remove(["layout"]);
}

/** Gives a node another name, everywhere it is spoken of. */
export function rename(draft: Draft, tree: FlowTree, id: string, name: string) {
  for (const path of references(tree, id)) draft.set(path, name);
  draft.rename(["nodes", id], name);
  if (draft.has(["layout", id])) draft.rename(["layout", id], name);
}

/** Every place of the document that names this node. */
export function references(tree: FlowTree, id: string): Path[] {
  const found: Path[] = [];
  if (tree.start === id) found.push(["start"]);
  const triggers = Array.isArray(tree.whole.triggers) ? tree.whole.triggers : [];
  triggers.forEach((trigger, index) => {
    if (isObject(trigger) && trigger.go_to === id) found.push(["triggers", index, "go_to"]);
  });
  if (isObject(tree.whole.not_understood) && tree.whole.not_understood.menu === id)
    found.push(["not_understood", "menu"]);
  for (const [node, value] of Object.entries(tree.nodes)) {
    for (const { path, target } of outletsOf(value, "")) if (target === id) found.push(["nodes", node, ...path]);
  }
  return found;
}

/** Puts nodes somewhere by hand. The others stay where they are: from then on nothing moves by itself. */
export function move(draft: Draft, places: Places, moved: Places) {
  for (const [id, place] of Object.entries({ ...places, ...moved })) {
    if (place) draft.set(["layout", id], [Math.round(place.x), Math.round(place.y)]);
  }
}

/** Forgets where nodes were moved to: they are placed by themselves again. */
export function tidy(draft: Draft) {
  draft.remove(["layout"]);
}

/** Copies of nodes under free names, with the ways among them; ways out of the group are kept where they exist. */
export function paste(draft: Draft, tree: FlowTree, nodes: Record<string, JsonObject>): string[] {
  const taken = new Set(Object.keys(tree.nodes));
  const names = new Map<string, string>();
  for (const id of Object.keys(nodes)) {
    const name = freeName(id, (candidate) => taken.has(candidate));
    taken.add(name);
    names.set(id, name);
  }
  for (const [id, node] of Object.entries(nodes)) {
    const name = names.get(id) ?? id;
    draft.addNode(name, node);
    for (const { path, target } of outletsOf(node, "")) {
      if (target === undefined) continue;
      const renamed = names.get(target);
      if (renamed !== undefined) connect(draft, { node: name, path }, renamed);
      else if (!Object.hasOwn(tree.nodes, target)) disconnect(draft, { node: name, path });
    }
  }
  if (tree.start === "") draft.set(["start"], [...names.values()][0] ?? "");
  return [...names.values()];
}

const isEmpty = (value: Json | undefined): boolean => isObject(value) && Object.keys(value).length === 0;
