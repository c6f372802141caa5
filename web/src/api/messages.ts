import { infiniteQueryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import type { Message, MessageContent, Page, ThreadItem } from "./types";

export const threadKey = (conversationId: string) => ["thread", conversationId] as const;

/** Messages and activities of a conversation, newest first. */
export function threadQuery(conversationId: string) {
  return infiniteQueryOptions({
    queryKey: threadKey(conversationId),
    queryFn: ({ pageParam }): Promise<Page<ThreadItem>> =>
      unwrap(
        client.GET("/api/v1/conversations/{id}/messages", {
          params: { path: { id: conversationId }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export interface Draft {
  /** Chosen here; also the idempotency key, so that a second try of the same draft cannot send twice. */
  clientId: string;
  content: MessageContent;
}

export function sendMessage(conversationId: string, draft: Draft): Promise<Message> {
  return unwrap(
    client.POST("/api/v1/conversations/{id}/messages", {
      params: { path: { id: conversationId }, header: { "Idempotency-Key": draft.clientId } },
      body: { message: draft.content },
    }),
  );
}

/** What a person decides about a message of which nobody knows whether it arrived. */
export function decideUncertain(
  conversationId: string,
  messageId: string,
  decision: "resend" | "give_up",
): Promise<Message> {
  return unwrap(
    client.POST("/api/v1/conversations/{id}/messages/{message_id}/decision", {
      params: { path: { id: conversationId, message_id: messageId } },
      body: { decision },
    }),
  );
}
