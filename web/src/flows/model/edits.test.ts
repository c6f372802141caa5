import { expect, it } from "vitest";
import { type Draft, edit, read } from "./document";
import { fromClipboard, toClipboard } from "./clipboard";
import { add, connect, disconnect, freeName, paste, remove, rename } from "./edits";
import type { FlowTree } from "./tree";

const SOURCE = `name: Shop
language: es
triggers: [{keyword: hola, go_to: menu}]
start: menu
nodes:
  menu:
    say:
      text: Hola
      buttons:
        - {id: a, title: Sí, go_to: ask}
        - {id: b, title: No}
    next: bye
  ask:
    ask: {text: "¿?", save_as: x}
    next: choose
  choose:
    branch:
      - {when: "true", go_to: menu}
    otherwise: bye
  bye:
    end: {}
`;

function treeOf(text: string): FlowTree {
  const { tree } = read(text);
  if (!tree) throw new Error("unreadable");
  return tree;
}

const after = (change: (draft: Draft, tree: FlowTree) => void): FlowTree =>
  treeOf(
    edit(SOURCE, (draft) => {
      change(draft, treeOf(SOURCE));
    }),
  );

it("puts a new node between an outlet and what hung there", () => {
  const { nodes } = after((draft) => {
    add(draft, "wait", { wait_for_reply: {} }, { node: "menu", path: ["say", "buttons", 0, "go_to"] });
  });
  expect(nodes.menu).toMatchObject({ say: { buttons: [{ id: "a", go_to: "wait" }, { id: "b" }] } });
  expect(nodes.wait).toEqual({ wait_for_reply: {}, next: "ask" });
});

it("makes the first node of an empty flow its start", () => {
  const text = edit("name: x\nlanguage: es\n", (draft) => {
    add(draft, "say", { say: { text: "hi" } });
  });
  expect(treeOf(text).start).toBe("say");
});

it("removes a node with every way to it; a case keeps its place, since it has to lead somewhere", () => {
  const { nodes } = after((draft, tree) => {
    remove(draft, tree, ["menu"]);
  });
  expect(Object.keys(nodes)).toEqual(["ask", "choose", "bye"]);
  expect(nodes.choose).toEqual({ branch: [{ when: "true", go_to: "" }], otherwise: "bye" });
});

it("renames a node everywhere it is spoken of", () => {
  const tree = after((draft, before) => {
    rename(draft, before, "menu", "start");
  });
  expect([tree.start, tree.whole.triggers]).toEqual(["start", [{ keyword: "hola", go_to: "start" }]]);
  expect(tree.nodes.choose).toMatchObject({ branch: [{ go_to: "start" }] });
  expect(JSON.stringify(tree.whole)).not.toContain("menu");
});

it("connects and disconnects", () => {
  const { nodes } = after((draft) => {
    connect(draft, { node: "menu", path: ["say", "buttons", 1, "go_to"] }, "choose");
    disconnect(draft, { node: "ask", path: ["next"] });
  });
  expect(nodes.menu).toMatchObject({ say: { buttons: [{ go_to: "ask" }, { go_to: "choose" }] } });
  expect(nodes.ask).not.toHaveProperty("next");
});

it("pastes a group under free names, its inner ways along, ways to nowhere cut", () => {
  const { nodes: all } = treeOf(SOURCE);
  const copied = fromClipboard(toClipboard({ menu: all.menu ?? {}, ask: all.ask ?? {} }));
  const there = after((draft, tree) => {
    expect(paste(draft, tree, copied)).toEqual(["menu_2", "ask_2"]);
  });
  expect(there.nodes.menu_2).toMatchObject({ say: { buttons: [{ go_to: "ask_2" }, { id: "b" }] }, next: "bye" });
  const elsewhere = treeOf(
    edit("name: y\nlanguage: es\nstart: ''\nnodes: {}\n", (draft) => {
      paste(draft, treeOf("name: y"), copied);
    }),
  );
  expect(elsewhere.nodes.menu).not.toHaveProperty("next");
  expect(elsewhere.start).toBe("menu");
});

it.each(["", "hello", "[1, 2]", "a: 1", "nodes: {a: {nonsense: 1}}"])("finds no nodes in %j", (text) => {
  expect(fromClipboard(text)).toEqual({});
});

it.each<[string, string[], string]>([
  ["say", [], "say"],
  ["say", ["say"], "say_2"],
  ["say_2", ["say_2", "say_3"], "say_4"],
  ["a b", [], "a_b"],
])("a free name like %s beside %j is %s", (wanted, taken, free) => {
  expect(freeName(wanted, (name) => taken.includes(name))).toBe(free);
});
