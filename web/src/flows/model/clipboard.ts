// Nodes on the clipboard are YAML, so they can be pasted into another flow, a text editor or a chat, and back.
import { valueOf, write } from "./document";
import { kindKey } from "./outlets";
import { KIND_KEYS } from "./schema";
import { isObject, type JsonObject } from "./tree";

export function toClipboard(nodes: Record<string, JsonObject>): string {
  return write({ nodes });
}

/** The nodes in a text; none when it holds something else. A whole flow gives its nodes. */
export function fromClipboard(text: string): Record<string, JsonObject> {
  const value = valueOf(text);
  const nodes = isObject(value) && isObject(value.nodes) ? value.nodes : value;
  if (!isObject(nodes)) return {};
  const entries = Object.entries(nodes);
  const areNodes = entries.every(([, node]) => isObject(node) && KIND_KEYS.includes(kindKey(node)));
  return areNodes ? (Object.fromEntries(entries) as Record<string, JsonObject>) : {};
}
