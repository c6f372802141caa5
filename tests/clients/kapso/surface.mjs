// What the client offers: every method of it and of what hangs on it, less what its type declarations call private.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const MAIN = createRequire(import.meta.url).resolve("@kapso/whatsapp-cloud-api");
const DECLARATIONS = readFileSync(join(dirname(MAIN), "index.d.ts"), "utf8");
const PRIVATE = new Set([...DECLARATIONS.matchAll(/private (?:readonly )?(\w+)/g)].map(([, name]) => name));

/** Names as a user writes them after `client.`. */
export function publicMethods(client) {
  return new Set([...named(client), ...fields(client).flatMap(([name, resource]) => prefixed(name, named(resource)))]);
}

function named(object) {
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(object));
  const methods = own.filter((name) => name !== "constructor" && !name.startsWith("_") && !PRIVATE.has(name));
  const groups = fields(object).filter(([, value]) => Object.getPrototypeOf(value) === Object.prototype);
  return [...methods, ...groups.flatMap(([name, group]) => prefixed(name, Object.keys(group)))];
}

function fields(object) {
  return Object.entries(object).filter(([name, value]) => typeof value === "object" && value && !PRIVATE.has(name));
}

function prefixed(prefix, names) {
  return names.map((name) => `${prefix}.${name}`);
}
