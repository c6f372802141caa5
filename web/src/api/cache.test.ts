import { describe, expect, it } from "vitest";
import { belongs, placeConversation, placeMessage } from "./cache";
import type { ConversationFilter } from "./conversations";
import type { Conversation, ConversationPage, Message, Page, ThreadItem } from "./types";

function conversation(id: string, at: number, more: Partial<Conversation> = {}): Conversation {
  return { id, last_message_at: at, status: "open", owner: "bot", assignee: null, ...more } as Conversation;
}

function list(next: string | null, ...pages: Conversation[][]) {
  const counts = { mine: 0, unassigned: 0, all: 0 };
  return {
    pages: pages.map((items, index): ConversationPage => ({
      items,
      counts,
      next_cursor: index < pages.length - 1 ? "more" : next,
    })),
    pageParams: pages.map(() => undefined),
  };
}

const ids = (placed: { pages: Page<Conversation>[] }) =>
  placed.pages.map((page) => page.items.map((item) => item.id).join(""));

describe("a conversation in a filtered list", () => {
  const mine = { assignee: { id: "me", name: "Me" } };
  const cases: [string, Partial<ConversationFilter>, Partial<Conversation>, boolean][] = [
    ["all shows it", {}, {}, true],
    ["another status hides it", { status: "resolved" }, {}, false],
    ["another owner hides it", { owner: "human" }, {}, false],
    ["mine wants it assigned to me", { tab: "mine" }, {}, false],
    ["mine shows mine", { tab: "mine" }, mine, true],
    ["unassigned hides mine", { tab: "unassigned" }, mine, false],
    ["unassigned shows what nobody has", { tab: "unassigned" }, {}, true],
  ];
  it.each(cases)("%s", (_name, filter, change, expected) => {
    expect(belongs(conversation("a", 1, change), { tab: "all", status: "open", ...filter }, "me")).toBe(expected);
  });
});

describe("placing a conversation", () => {
  const two = () =>
    list("more", [conversation("a", 90), conversation("b", 80)], [conversation("c", 70), conversation("d", 60)]);

  it("moves it to the top when it is the newest", () => {
    expect(ids(placeConversation(two(), conversation("c", 99), true))).toEqual(["cab", "d"]);
  });
  it("keeps its place among the others", () => {
    expect(ids(placeConversation(two(), conversation("x", 75), true))).toEqual(["ab", "xcd"]);
  });
  it("takes it out when the filter no longer holds", () => {
    expect(ids(placeConversation(two(), conversation("b", 99), false))).toEqual(["a", "cd"]);
  });
  it("leaves what is older than the loaded pages to the next page", () => {
    expect(ids(placeConversation(two(), conversation("x", 1), true))).toEqual(["ab", "cd"]);
  });
  it("appends the oldest when everything is loaded", () => {
    expect(ids(placeConversation(list(null, [conversation("a", 90)]), conversation("x", 1), true))).toEqual(["ax"]);
  });
});

describe("placing a message", () => {
  const item = (id: string, at: number): ThreadItem => ({
    type: "message",
    message: { id, at, status: "sent" } as Message,
  });
  const thread = () => ({
    pages: [{ items: [item("b", 20), item("a", 10)], next_cursor: null }],
    pageParams: [undefined],
  });
  const order = (placed: { pages: Page<ThreadItem>[] }) =>
    placed.pages[0]?.items.map((entry) => (entry.type === "message" ? entry.message.id : "")).join("");

  it("puts a new one first", () => {
    expect(order(placeMessage(thread(), { id: "c", at: 30 } as Message))).toBe("cba");
  });
  it("puts a late one where its time says", () => {
    expect(order(placeMessage(thread(), { id: "c", at: 15 } as Message))).toBe("bca");
  });
  it("replaces one that is there, once", () => {
    const placed = placeMessage(thread(), { id: "a", at: 10, status: "read" } as Message);
    expect(order(placed)).toBe("ba");
    expect(placed.pages[0]?.items[1]).toMatchObject({ message: { status: "read" } });
  });
});
