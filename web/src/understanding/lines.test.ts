import { expect, test } from "vitest";
import { linesOf, nameOf } from "./lines";

test("a pasted list is its sentences", () => {
  expect(linesOf("- abren hoy\n\n 2) a qué hora cierran \n• 3 cuotas?\n15hs está bien")).toEqual([
    "abren hoy",
    "a qué hora cierran",
    "3 cuotas?",
    "15hs está bien",
  ]);
});

test("a title becomes a name that flows can write", () => {
  expect(nameOf("¿Dónde está mi pedido?")).toBe("donde_esta_mi_pedido");
  expect(nameOf("24 horas: atenção")).toBe("horas_atencao");
  expect(nameOf("¡!")).toBe("");
});
