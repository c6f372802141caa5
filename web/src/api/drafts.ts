// Messages on their way from this browser: shown at once, and kept until the server has them.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { patchMessage } from "./cache";
import { randomKey } from "./client";
import { conversationKey } from "./conversations";
import { canonical } from "./json";
import { sendMessage } from "./messages";
import type { Message, MessageContent } from "./types";

export interface SendingDraft {
  clientId: string;
  content: MessageContent;
  at: number;
  error: Error | null;
}

const NONE: SendingDraft[] = [];
const drafts = new Map<string, SendingDraft[]>();
const listeners = new Set<() => void>();

function update(conversationId: string, change: (old: SendingDraft[]) => SendingDraft[]) {
  drafts.set(conversationId, change(drafts.get(conversationId) ?? NONE));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDrafts(conversationId: string): SendingDraft[] {
  return useSyncExternalStore(subscribe, () => drafts.get(conversationId) ?? NONE);
}

export function forgetDraft(conversationId: string, clientId: string) {
  update(conversationId, (old) => old.filter((draft) => draft.clientId !== clientId));
}

/** The live event of a message may overtake the answer to its own sending; the draft must not stand beside it. */
export function forgetDraftLike(conversationId: string, message: Message) {
  if (message.direction !== "outbound") return;
  const same = canonical(message.content);
  const twin = drafts.get(conversationId)?.find((draft) => canonical(draft.content) === same);
  if (twin) forgetDraft(conversationId, twin.clientId);
}

export function useSend(conversationId: string) {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (draft: SendingDraft) => sendMessage(conversationId, draft),
    onMutate: (draft) => {
      update(conversationId, (old) => [
        ...old.filter((other) => other.clientId !== draft.clientId),
        { ...draft, error: null },
      ]);
    },
    onSuccess: (message, draft) => {
      forgetDraft(conversationId, draft.clientId);
      patchMessage(queries, conversationId, message);
    },
    onError: (error, draft) => {
      update(conversationId, (old) =>
        old.map((other) => (other.clientId === draft.clientId ? { ...other, error } : other)),
      );
      // The reason may be the window or the owner, which the screen should then show.
      void queries.invalidateQueries({ queryKey: conversationKey(conversationId) });
    },
  });
  return {
    send: (content: MessageContent) => {
      mutation.mutate({ clientId: randomKey(), content, at: Date.now(), error: null });
    },
    sendAgain: (draft: SendingDraft) => {
      mutation.mutate(draft);
    },
  };
}
