import { describe, expect, it } from "vitest";
import { linesOfValues, valuesOf, wayOf } from "./entity-draft";

describe("an entity as it is written", () => {
  it("has a value and its words in each line", () => {
    const values = valuesOf("queso: quesito, mozzarella\n\n  jamón \nhora: a las 5:30\n: nada");
    expect(values).toEqual([
      { value: "queso", words: ["quesito", "mozzarella"] },
      { value: "jamón", words: [] },
      { value: "hora", words: ["a las 5:30"] },
    ]);
    expect(linesOfValues(values)).toBe("queso: quesito, mozzarella\njamón\nhora: a las 5:30");
  });

  it("is learnt from marks where nothing else says what it is", () => {
    const entity = { name: "a", title: {}, values: [], pattern: null };
    expect(wayOf(entity)).toBe("marks");
    expect(wayOf({ ...entity, pattern: "a+" })).toBe("pattern");
    expect(wayOf({ ...entity, values: [{ value: "a", words: [] }] })).toBe("list");
  });
});
