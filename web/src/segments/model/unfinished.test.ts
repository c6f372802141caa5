import { describe, expect, it } from "vitest";
import { blank, type Condition, LEAF_KINDS } from "./condition";
import { unfinished } from "./unfinished";

const cases: [string, Condition, string[]][] = [
  ["everybody", { all: [] }, []],
  ["nobody in particular", { any: [] }, ["any"]],
  ["an empty group within", { all: [{ none: [] }] }, ["all[0].none"]],
  ["an attribute without a name", { all: [{ attribute: { name: " ", is: "x" } }] }, ["all[0].attribute"]],
  ["an attribute that is zero", { all: [{ attribute: { name: "total", is: 0 } }] }, []],
  ["an event without a name", { any: [{ label: { is: "vip" } }, { did: { event: "" } }] }, ["any[1].did"]],
  [
    "a property without a name",
    { all: [{ did_not: { event: "x", where: [{ property: "", is: "y" }] } }] },
    ["all[0].did_not"],
  ],
  ["a date that was cleared", { all: [{ created: { since: "" } }] }, ["all[0].created"]],
];

describe("what is not filled in", () => {
  it.each(cases)("%s", (_, condition, places) => {
    expect(unfinished(condition)).toEqual(places);
  });

  it("is told of every new condition that needs words", () => {
    const needy = LEAF_KINDS.filter((kind) => unfinished(blank(kind)).length > 0);
    expect(needy).toEqual(["attribute", "label", "did", "did_not", "segment"]);
  });
});
