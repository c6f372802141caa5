import { expect, it } from "vitest";
import { advance, begin, redo, undo } from "./history";

it("goes back sixty steps and forth again", () => {
  let history = begin("0");
  for (let step = 1; step <= 60; step += 1) history = advance(history, String(step), step * 10_000);
  for (let step = 0; step < 60; step += 1) history = undo(history);
  expect(history.text).toBe("0");
  expect(undo(history).text).toBe("0");
  for (let step = 0; step < 60; step += 1) history = redo(history);
  expect(history.text).toBe("60");
});

it("takes quick changes of one thing as one step, slow ones and others as their own", () => {
  let history = advance(begin(""), "h", 1_000, "text");
  history = advance(history, "ho", 1_400, "text");
  expect(undo(history).text).toBe("");
  history = advance(history, "hol", 9_000, "text");
  history = advance(history, "hol!", 9_100, "other");
  expect(undo(history).text).toBe("hol");
  expect(undo(undo(history)).text).toBe("ho");
});

it("forgets what was undone once something else is written", () => {
  const history = advance(undo(advance(begin("a"), "b", 1)), "c", 2);
  expect(redo(history).text).toBe("c");
});
