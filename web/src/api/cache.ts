// How a live event changes what is already on the screen, without asking the server again.
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { CONVERSATION_LISTS, type ConversationFilter, conversationKey } from "./conversations";
import { threadKey } from "./messages";
import type { Conversation, ConversationDetail, ConversationPage, Message, Page, ThreadItem } from "./types";

type Lists = InfiniteData<ConversationPage, string | undefined>;
type Thread = InfiniteData<Page<ThreadItem>, string | undefined>;

/** Whether a conversation is to be shown under a filter; a text search only the server can answer. */
export function belongs(conversation: Conversation, filter: ConversationFilter, me: string): boolean {
  if (conversation.status !== filter.status) return false;
  if (filter.owner && conversation.owner !== filter.owner) return false;
  if (filter.tab === "mine") return conversation.assignee?.id === me;
  return filter.tab === "all" || conversation.assignee === null;
}

const moment = (conversation: Conversation) => conversation.last_message_at ?? 0;

/** The list with the conversation at its place, newest first; beyond the loaded pages it is left for the next page to bring. */
export function placeConversation(list: Lists, conversation: Conversation, shown: boolean): Lists {
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== conversation.id),
  }));
  if (!shown) return { ...list, pages };
  const home = pages.find((page) => page.items.some((item) => moment(item) < moment(conversation)));
  const last = pages.at(-1);
  if (home) {
    const index = home.items.findIndex((item) => moment(item) < moment(conversation));
    home.items.splice(index, 0, conversation);
  } else if (last?.next_cursor === null) {
    last.items.push(conversation);
  }
  return { ...list, pages };
}

export function patchConversation(queries: QueryClient, conversation: Conversation, me: string) {
  for (const [key, list] of queries.getQueriesData<Lists>({ queryKey: CONVERSATION_LISTS })) {
    if (!list) continue;
    const filter = key[2] as ConversationFilter;
    const known = list.pages.some((page) => page.items.some((item) => item.id === conversation.id));
    const shown = belongs(conversation, filter, me) && (known || !filter.q);
    queries.setQueryData<Lists>(key, placeConversation(list, conversation, shown));
  }
  queries.setQueryData<ConversationDetail>(
    conversationKey(conversation.id),
    (old) => old && { ...old, ...conversation, contact: { ...old.contact, ...contactPart(conversation) } },
  );
}

function contactPart({ contact }: Conversation) {
  return { name: contact.name, language: contact.language, labels: contact.labels };
}

/** The thread with the message in it: replaced where it stands, or put in by its time (items run from new to old). */
export function placeMessage(thread: Thread, message: Message): Thread {
  const isIt = (item: ThreadItem) => item.type === "message" && item.message.id === message.id;
  const placed: ThreadItem = { type: "message", message };
  if (thread.pages.some((page) => page.items.some(isIt))) {
    const pages = thread.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (isIt(item) ? placed : item)),
    }));
    return { ...thread, pages };
  }
  const [newest, ...older] = thread.pages;
  if (!newest) return thread;
  const later = newest.items.filter((item) => timeOf(item) > message.at);
  const items = [...later, placed, ...newest.items.slice(later.length)];
  return { ...thread, pages: [{ ...newest, items }, ...older] };
}

export function timeOf(item: ThreadItem): number {
  return item.type === "message" ? item.message.at : item.activity.at;
}

export function patchMessage(queries: QueryClient, conversationId: string, message: Message) {
  queries.setQueryData<Thread>(threadKey(conversationId), (thread) => thread && placeMessage(thread, message));
}
