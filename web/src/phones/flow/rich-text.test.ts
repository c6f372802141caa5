import { expect, it } from "vitest";
import { richText } from "./rich-text";

it.each([
  ["plain", "plain"],
  [["# Title", "**bold** and ~~gone~~"], "*Title*\n*bold* and ~gone~"],
  ["- one\n- two", "• one\n• two"],
  ["see [the page](https://x.test)", "see the page: https://x.test"],
  [undefined, ""],
])("%j reads %j", (markdown, expected) => {
  expect(richText(markdown)).toBe(expected);
});
