import { describe, expect, it } from "vitest";
import { cardsOf } from "./card";
import { differenceOf } from "./difference";
import { read } from "./document";
import { arranged, settled } from "./layout";
import { lineChanges } from "./lines";
import { neighbour } from "./neighbours";
import { textLanguages, textRows, withText } from "./texts";
import type { FlowTree } from "./tree";
import { variablesOf } from "./variables";

function tree(nodes: string): FlowTree {
  const { tree: found } = read(`name: x\nlanguage: es\nstart: a\nnodes:\n${nodes}`);
  if (!found) throw new Error("unreadable");
  return found;
}

describe("ways out", () => {
  it.each([
    ["  a: {say: {text: hi}, next: b}\n  b: {end: {}}", { next: undefined }],
    ["  a: {say: {text: hi}}", { next: "nowhere" }],
    ["  a: {say: {text: hi}, next: gone}", { next: "unknown" }],
    [
      "  a: {say: {text: hi, buttons: [{id: x, title: X}]}, next: a}",
      { "say.buttons.0.go_to": undefined, next: undefined },
    ],
    ["  a: {say: {text: hi, buttons: [{id: x, title: X}]}}", { "say.buttons.0.go_to": "nowhere", next: "nowhere" }],
    [
      "  a: {say: {text: hi, buttons: [{id: x, title: X, go_to: a}]}}",
      { "say.buttons.0.go_to": undefined, next: undefined },
    ],
    ["  a: {branch: [{when: 'true', go_to: a}]}", { "branch.0.go_to": undefined, otherwise: "nowhere" }],
    ["  a: {go_to: ''}", { go_to: "nowhere" }],
    ["  a: {unheard_of: {x: 1}, next: a}", { next: undefined }],
  ])("of %s", (nodes, expected) => {
    const [card] = cardsOf(tree(nodes), "es");
    expect(Object.fromEntries(card?.outlets.map(({ id, dangling }) => [id, dangling]) ?? [])).toEqual(expected);
  });

  it("hang below each other, next at the foot", () => {
    const [card] = cardsOf(tree("  a: {say: {text: hi, buttons: [{id: x, title: X}, {id: y, title: Y}]}}"), "es");
    expect(card?.depths).toEqual([82, 114, card?.height]);
  });
});

it.each([
  ["[{id: a, title: A}, {id: b, title: B}, {id: c, title: C}]", false],
  ["[{id: a, title: A}, {id: b, title: B}, {id: c, title: C}, {id: d, title: D}]", true],
  ["[{id: a, title: 'twenty-one characters'}]", true],
  ["[{id: a, title: {es: corto, en: 'twenty-one characters'}}]", false],
])("buttons %s become a list: %s", (buttons, list) => {
  expect(cardsOf(tree(`  a: {say: {text: hi, buttons: ${buttons}}}`), "es")[0]?.list).toBe(list);
});

it("arranges from top to bottom, and a way back to the start pulls nothing up", () => {
  const flow = tree("  a: {say: {text: hi}, next: b}\n  b: {say: {text: hi}, next: c}\n  c: {go_to: a}");
  const places = arranged(cardsOf(flow, "es"), "a");
  expect(places.a?.y).toBeLessThan(places.b?.y ?? 0);
  expect(places.b?.y).toBeLessThan(places.c?.y ?? 0);
  expect(neighbour(places, "a", "down", "a")).toBe("b");
  expect(neighbour(places, "c", "up", "a")).toBe("b");
  expect(neighbour(places, undefined, "up", "a")).toBe("a");
  expect(neighbour(places, "c", "down", "a")).toBeUndefined();
});

it("puts a node that came after others were moved below what leads to it, and onto nothing", () => {
  const flow = tree(
    "  a: {say: {text: hi}, next: b}\n  b: {end: {}}\n  c: {end: {}}\nlayout: {a: [100, 50], c: [100, 220]}",
  );
  const places = settled(cardsOf(flow, "es"), flow);
  expect(places.a).toEqual({ x: 100, y: 50 });
  expect(places.b?.y).toBeGreaterThan(50);
  expect(places.b?.x).toBe(428);
});

it("finds every text with its languages, and writes one without touching the others", () => {
  const flow = tree("  a: {say: {text: {es: hola, en: hi}, buttons: [{id: x, title: Sí}]}}");
  const rows = textRows(flow);
  expect(rows.map(({ path, texts }) => [path.join("."), texts])).toEqual([
    ["nodes.a.say.text", { es: "hola", en: "hi" }],
    ["nodes.a.say.buttons.0.title", { "": "Sí" }],
  ]);
  expect(textLanguages(flow, rows)).toEqual(["es", "en"]);
  const [text, title] = rows;
  expect(text && withText(text, "es", "en", "hello")).toEqual({ es: "hola", en: "hello" });
  expect(text && withText(text, "es", "en", "")).toEqual({ es: "hola" });
  expect(title && withText(title, "es", "es", "No")).toBe("No");
  expect(title && withText(title, "es", "en", "Yes")).toEqual({ es: "Sí", en: "Yes" });
});

it("tells where a variable is set and used", () => {
  const flow = tree(
    "  a: {ask: {text: '¿?', save_as: size}, next: b}\n  b: {say: {text: 'Size {{ size }}'}}\n  c: {branch: [{when: size > 3, go_to: a}]}",
  );
  expect(variablesOf(flow)[0]).toEqual({ name: "size", setBy: ["a"], usedBy: ["b", "c"], given: false });
});

it("tells what changed between two versions", () => {
  const before = tree("  a: {say: {text: hi}}\n  b: {end: {}}\n  c: {end: {}}");
  const after = tree("  a: {say: {text: hello}}\n  c: {end: {}}\n  d: {end: {}}");
  const { nodes, settings, count } = differenceOf(before, after);
  expect([nodes, settings, count]).toEqual([{ a: "changed", b: "removed", d: "added" }, [], 3]);
});

it("tells which lines changed", () => {
  const signs = { same: " ", added: "+", removed: "-" };
  const shown = lineChanges("a\nb\nc", "a\nx\nc\nd").map(({ line, change }) => signs[change] + line);
  expect(shown).toEqual([" a", "-b", "+x", " c", "+d"]);
});
