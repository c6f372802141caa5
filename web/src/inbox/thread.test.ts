import { expect, it } from "vitest";
import type { Message, ThreadItem } from "../api/types";
import { threadLines } from "./thread";

const monday = new Date(2026, 10, 16, 23, 50).getTime();
const MINUTE = 60_000;

function message(
  wamid: string,
  minutes: number,
  content: { type: string; [part: string]: unknown },
  more: Partial<Message> = {},
): ThreadItem {
  const base = {
    id: wamid,
    wamid,
    at: monday + minutes * MINUTE,
    content,
    kind: content.type,
    direction: "outbound",
    context_wamid: null,
  };
  return { type: "message", message: { ...base, ...more } as Message };
}

const text = (body: string) => ({ type: "text", text: { body } });
const tap = {
  type: "interactive",
  interactive: { type: "button_reply", button_reply: { id: "status", title: "Order status" } },
};
const inbound = { direction: "inbound" } as const;

/** The lines in a few letters: `|` for a new day, else the id, `>` the quote, `!` the chosen option. */
function sketch(items: ThreadItem[]): string {
  return threadLines(items)
    .map((line) => {
      if (line.type === "day") return "|";
      if (line.type === "activity") return line.activity.kind;
      return [line.message.id, line.quote && `>${line.quote}`, line.chosen && `!${line.chosen}`]
        .filter(Boolean)
        .join("");
    })
    .join(" ");
}

it("runs from old to new, with a separator where the day changes", () => {
  const resolved: ThreadItem = {
    type: "activity",
    activity: { id: "x", actor: null, kind: "resolved", detail: {}, at: monday + 12 * MINUTE },
  };
  expect(sketch([resolved, message("b", 11, text("2")), message("a", 0, text("1"))])).toBe("| a | b resolved");
});

it("marks the option that was tapped, without quoting what stands right above", () => {
  const answer = message("b", 1, tap, { ...inbound, context_wamid: "a" });
  expect(sketch([answer, message("a", 0, text("menu"))])).toBe("| a!status b");
});

it("quotes what was said further up", () => {
  const answer = message("c", 2, text("yes"), { ...inbound, context_wamid: "a" });
  expect(sketch([answer, message("b", 1, text("so?")), message("a", 0, text("shall we?"))])).toBe("| a b c>shall we?");
});

it("shows reactions on their message only", () => {
  const reaction = message("b", 1, { type: "reaction", reaction: { message_id: "a", emoji: "👍" } }, inbound);
  expect(sketch([reaction, message("a", 0, text("done"))])).toBe("| a");
});
