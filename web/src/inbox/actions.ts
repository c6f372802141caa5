// What a person does to a conversation, from a button, a key or the palette: one place for all three.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { patchConversation } from "../api/cache";
import { actOnConversation, type ConversationAction, conversationKey } from "../api/conversations";
import { threadKey } from "../api/messages";
import type { Conversation, Owner } from "../api/types";
import { notifyDone, notifyWithUndo, useAction } from "../app/notify";
import { useSession } from "../app/session";

export type Act = (action: ConversationAction) => void;

type Subject = Pick<Conversation, "id" | "owner">;

export function useAct({ id, owner }: Subject): { act: Act; busy: boolean } {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { user } = useSession();
  const perform = async (wanted: ConversationAction) => {
    patchConversation(queries, await actOnConversation(id, wanted), user.id);
    await queries.invalidateQueries({ queryKey: threadKey(id) });
    await queries.invalidateQueries({ queryKey: conversationKey(id) });
  };
  const undo = useAction({
    mutationFn: async (heldBy: Owner) => {
      await perform({ verb: "reopen" });
      // Resolving takes it out of everybody's hands.
      if (heldBy !== "nobody") await perform({ verb: heldBy === "human" ? "take-over" : "give-back" });
    },
  });
  const { mutate, isPending } = useAction({
    mutationFn: ({ wanted }: { wanted: ConversationAction; heldBy: Owner }) => perform(wanted),
    onSuccess: (_, { wanted: { verb }, heldBy }) => {
      if (verb === "resolve" || verb === "snooze" || verb === "pending") {
        notifyWithUndo(t(`done.${verb}`), t("action.undo"), () => {
          undo.mutate(heldBy);
        });
      } else if (verb === "reset-session") {
        notifyDone(t("done.resetSession"));
      }
    },
  });
  const act = useCallback(
    (wanted: ConversationAction) => {
      mutate({ wanted, heldBy: owner });
    },
    [mutate, owner],
  );
  return { act, busy: isPending || undo.isPending };
}
