import { describe, expect, it } from "vitest";
import { marked, piecesOf, wordsOf } from "./marks";

describe("marks", () => {
  it("counts words in characters as people do", () => {
    expect(wordsOf("🍕 de jamón, ¿sí?").map(({ text, start, end }) => [text, start, end])).toEqual([
      ["🍕", 0, 1],
      ["de", 2, 4],
      ["jamón", 5, 10],
      [",", 10, 11],
      ["¿", 12, 13],
      ["sí", 13, 15],
      ["?", 15, 16],
    ]);
  });

  it("puts a mark in place of those it lies over", () => {
    const taste = { entity: "taste", start: 5, end: 10 };
    const size = { entity: "size", start: 0, end: 4 };
    expect(marked([taste], { start: 0, end: 4 }, "size")).toEqual([size, taste]);
    expect(marked([size, taste], { start: 2, end: 10 }, "pizza")).toEqual([{ entity: "pizza", start: 2, end: 10 }]);
    expect(marked([size, taste], { start: 6, end: 7 })).toEqual([size]);
  });

  it("shows what is marked among what is not", () => {
    const marks = [{ entity: "taste", start: 5, end: 10 }];
    expect(piecesOf("🍕 de jamón ya", marks)).toEqual([
      { text: "🍕 de ", start: 0 },
      { text: "jamón", start: 5, entity: "taste" },
      { text: " ya", start: 10 },
    ]);
  });
});
