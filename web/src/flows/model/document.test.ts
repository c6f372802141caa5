import { expect, it } from "vitest";
import { edit, read } from "./document";

const SOURCE = `# The shop's first flow
name: Shop
language: es
start: menu

nodes:
  # Everybody begins here.
  menu:
    say:
      text: "¡Hola!" # short
      buttons:
        - {id: a, title: Sí, go_to: bye}
    next: bye

  bye:
    end: {}
`;

it("changes one value and nothing around it", () => {
  const after = edit(SOURCE, (draft) => {
    draft.set(["nodes", "menu", "say", "text"], "¡Buenas!");
  });
  expect(after).toBe(SOURCE.replace("¡Hola!", "¡Buenas!"));
});

it("keeps comments, air and the order of nodes when one is added behind another", () => {
  const after = edit(SOURCE, (draft) => {
    draft.addNode("ask", { ask: { text: "¿?", save_as: "x" } }, "menu");
  });
  expect(after).toContain("# Everybody begins here.");
  expect(Object.keys(read(after).tree?.nodes ?? {})).toEqual(["menu", "ask", "bye"]);
  expect(after).toContain("    next: bye\n\n  ask:\n    ask:");
});

it("renames a key in its place", () => {
  const after = edit(SOURCE, (draft) => {
    draft.rename(["nodes", "bye"], "end");
  });
  expect(Object.keys(read(after).tree?.nodes ?? {})).toEqual(["menu", "end"]);
});

it("makes room for what is set deep in nothing", () => {
  const after = edit("name: x\n", (draft) => {
    draft.set(["nodes", "a", "say", "text"], "hi");
    draft.insert(["triggers"], 0, { keyword: "hi" });
  });
  expect(read(after).tree?.whole).toEqual({
    name: "x",
    nodes: { a: { say: { text: "hi" } } },
    triggers: [{ keyword: "hi" }],
  });
});

it("leaves a text alone that it cannot read, and says where the fault is", () => {
  const broken = "name: [\n";
  expect(
    edit(broken, (draft) => {
      draft.set(["name"], "x");
    }),
  ).toBe(broken);
  expect(read(broken).error?.line).toBeGreaterThan(0);
});

it("writes JSON back as a document that reads the same", () => {
  const json = '{"name": "x", "language": "es", "start": "a", "nodes": {"a": {"end": {}}}}';
  const after = edit(json, (draft) => {
    draft.set(["nodes", "a", "end", "outcome"], "sold");
  });
  expect(read(after).tree?.nodes).toEqual({ a: { end: { outcome: "sold" } } });
});
