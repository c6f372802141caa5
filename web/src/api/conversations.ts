import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import type {
  Conversation,
  ConversationCounts,
  ConversationDetail,
  ConversationPage,
  ConversationStatus,
  Owner,
} from "./types";

export type InboxTab = "mine" | "unassigned" | "all";
export interface ConversationFilter {
  tab: InboxTab;
  status: ConversationStatus;
  owner?: Owner;
  q?: string;
}

const ASSIGNEE = { mine: "me", unassigned: "none", all: undefined } as const;

function listConversations(filter: ConversationFilter, cursor?: string, limit = 50): Promise<ConversationPage> {
  const query = {
    status: filter.status,
    owner: filter.owner,
    assignee: ASSIGNEE[filter.tab],
    q: filter.q,
    cursor,
    limit,
  };
  return unwrap(client.GET("/api/v1/conversations", { params: { query } }));
}

export const CONVERSATION_LISTS = ["conversations", "list"] as const;
export const CONVERSATION_COUNTS = ["conversations", "counts"] as const;

export function conversationsQuery(filter: ConversationFilter) {
  return infiniteQueryOptions({
    queryKey: [...CONVERSATION_LISTS, filter] as const,
    queryFn: ({ pageParam }) => listConversations(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

/** The numbers on the tabs; asked apart from the list so that a live event can refresh them cheaply. */
export function conversationCountsQuery(filter: Omit<ConversationFilter, "tab">) {
  return queryOptions({
    queryKey: [...CONVERSATION_COUNTS, filter] as const,
    queryFn: async (): Promise<ConversationCounts> =>
      (await listConversations({ ...filter, tab: "all" }, undefined, 1)).counts,
  });
}

/** What the palette finds: conversations in any status whose contact or text matches. */
export function conversationSearchQuery(q: string) {
  return queryOptions({
    queryKey: ["conversations", "search", q] as const,
    queryFn: async (): Promise<Conversation[]> => {
      const page = await unwrap(client.GET("/api/v1/conversations", { params: { query: { q, limit: 6 } } }));
      return page.items;
    },
    enabled: q.length >= 2,
  });
}

export const conversationKey = (id: string) => ["conversation", id] as const;

export function conversationQuery(id: string) {
  return queryOptions({
    queryKey: conversationKey(id),
    queryFn: (): Promise<ConversationDetail> =>
      unwrap(client.GET("/api/v1/conversations/{id}", { params: { path: { id } } })),
  });
}

/** What a person can do to a conversation besides writing in it. */
export type ConversationAction =
  | { verb: "take-over" | "give-back" | "resolve" | "reopen" | "pending" | "read" | "reset-session" }
  | { verb: "snooze"; until: number }
  | { verb: "assign"; assignee: string | null };

export function actOnConversation(id: string, action: ConversationAction): Promise<Conversation> {
  const params = { path: { id } };
  switch (action.verb) {
    case "snooze":
      return unwrap(client.POST("/api/v1/conversations/{id}/snooze", { params, body: { until: action.until } }));
    case "assign":
      return unwrap(client.POST("/api/v1/conversations/{id}/assign", { params, body: { assignee: action.assignee } }));
    default:
      return unwrap(client.POST(`/api/v1/conversations/{id}/${action.verb}`, { params }));
  }
}
