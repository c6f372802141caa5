import { expect, it } from "vitest";
import { edit, read } from "./document";
import { isVariableName, renameVariable, variablesOf } from "./variables";

const SOURCE = `name: Shop
language: es
inputs: [order]
start: ask
nodes:
  ask:
    ask: {text: "¿Talla?", save_as: size}
    next: look
  look:
    http_request:
      url: "https://shop.example/{{ size | urlencode }}?size=size"
      body: {wanted: ["{{ size }}"]}
      map: {price: answer.price * 2, label: "size ~ answer.size"}
    next: choose
  choose:
    branch: [{when: "size == 'size' and order.size > 1", go_to: tell}]
    otherwise: tell
  tell:
    say: {text: {es: "{{ price }} € por la talla {{ size }}, {{ contact.size }} sizes"}}
    next: other
  other:
    call_flow: {flow: Otro, input: {size: "{{ size }}"}}
`;

function treeOf(text: string) {
  const { tree } = read(text);
  if (!tree) throw new Error("unreadable");
  return tree;
}

it("knows what nodes set, what is mapped from answers, and what callers give", () => {
  const own = variablesOf(treeOf(SOURCE)).filter(({ name }) => !name.includes("."));
  expect(own).toEqual([
    { name: "order", setBy: [], usedBy: ["choose"], given: true },
    { name: "size", setBy: ["ask"], usedBy: ["look", "choose", "tell", "other"], given: false },
    { name: "price", setBy: ["look"], usedBy: ["tell"], given: false },
    { name: "label", setBy: ["look"], usedBy: [], given: false },
  ]);
});

it("writes a new name wherever the variable is spoken of, and nowhere else", () => {
  const after = edit(SOURCE, (draft) => {
    renameVariable(draft, treeOf(SOURCE), "size", "talla");
  });
  const { nodes } = treeOf(after);
  expect(nodes.ask).toMatchObject({ ask: { save_as: "talla" } });
  expect(nodes.look).toMatchObject({
    http_request: {
      url: "https://shop.example/{{ talla | urlencode }}?size=size",
      body: { wanted: ["{{ talla }}"] },
      map: { price: "answer.price * 2", label: "talla ~ answer.size" },
    },
  });
  expect(nodes.choose).toMatchObject({ branch: [{ when: "talla == 'size' and order.size > 1" }] });
  expect(nodes.tell).toMatchObject({
    say: { text: { es: "{{ price }} € por la talla {{ talla }}, {{ contact.size }} sizes" } },
  });
  expect(nodes.other).toMatchObject({ call_flow: { input: { size: "{{ talla }}" } } });
});

it("renames what stands as a key", () => {
  const after = edit(SOURCE, (draft) => {
    renameVariable(draft, treeOf(SOURCE), "price", "cost");
  });
  expect(treeOf(after).nodes.look).toMatchObject({ http_request: { map: { cost: "answer.price * 2" } } });
  expect(after).toContain("{{ cost }} €");
});

it("takes only what an expression can speak of", () => {
  expect(["a", "_b2", "talla_final"].every(isVariableName)).toBe(true);
  expect(["", "2a", "a-b", "a b", "á", "x".repeat(65)].some(isVariableName)).toBe(false);
});
