import { expect, it } from "vitest";
import { jsonTokens } from "./json-tokens";

it.each(['{"a": "b \\" : c", "n": -1.5e3, "yes": true}', "not json at all", "", '["x", null]'])(
  "loses nothing of %s",
  (json) => {
    expect(
      jsonTokens(json)
        .map(({ text }) => text)
        .join(""),
    ).toBe(json);
  },
);

it("tells keys from texts and numbers", () => {
  const kinds = jsonTokens('{"a": "b \\" : c", "n": -1.5e3, "yes": true}').filter(({ kind }) => kind !== "plain");
  expect(kinds.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'key "a"',
    'text "b \\" : c"',
    'key "n"',
    "number -1.5e3",
    'key "yes"',
    "number true",
  ]);
});
