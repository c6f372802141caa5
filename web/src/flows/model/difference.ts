// What changed between two versions of a flow, node by node.
import { type FlowTree, isObject, type Json } from "./tree";

export type Change = "added" | "removed" | "changed";

export interface Difference {
  /** Nodes that are not the same in both. */
  nodes: Record<string, Change | undefined>;
  /** Settings of the flow as a whole. */
  settings: string[];
  count: number;
}

const IGNORED = new Set(["nodes", "layout"]);

export function differenceOf(before: FlowTree, after: FlowTree): Difference {
  const ids = new Set([...Object.keys(before.nodes), ...Object.keys(after.nodes)]);
  const nodes: Record<string, Change | undefined> = {};
  for (const id of ids) {
    const [old, now] = [before.nodes[id], after.nodes[id]];
    if (!old) nodes[id] = "added";
    else if (!now) nodes[id] = "removed";
    else if (!same(old, now)) nodes[id] = "changed";
  }
  const keys = new Set([...Object.keys(before.whole), ...Object.keys(after.whole)]);
  const settings = [...keys].filter((key) => !IGNORED.has(key) && !same(before.whole[key], after.whole[key]));
  return { nodes, settings, count: Object.keys(nodes).length + settings.length };
}

/** Whether two values say the same, whatever the order of keys. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
  }
  return one === other;
}

/** Both versions as one flow, so that what is gone can be drawn beside what came. */
export function union(before: FlowTree, after: FlowTree): FlowTree {
  return { ...after, nodes: { ...before.nodes, ...after.nodes }, layout: {} };
}
