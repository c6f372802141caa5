// What a person does to a conversation, from a button, a key or the palette: one place for all three.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { patchConversation } from "../api/cache";
import { actOnConversation, type ConversationAction, conversationKey } from "../api/conversations";
import { threadKey } from "../api/messages";
import { notifyDone, notifyWithUndo, useAction } from "../app/notify";
import { useSession } from "../app/session";

export type Act = (action: ConversationAction) => void;

export function useAct(conversationId: string): { act: Act; busy: boolean } {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { user } = useSession();
  const action = useAction({
    mutationFn: (wanted: ConversationAction) => actOnConversation(conversationId, wanted),
    onSuccess: (conversation, wanted) => {
      patchConversation(queries, conversation, user.id);
      void queries.invalidateQueries({ queryKey: threadKey(conversationId) });
      void queries.invalidateQueries({ queryKey: conversationKey(conversationId) });
      announce(wanted);
    },
  });

  function announce({ verb }: ConversationAction) {
    const undo = () => {
      action.mutate({ verb: "reopen" });
    };
    if (verb === "resolve" || verb === "snooze" || verb === "pending")
      notifyWithUndo(t(`done.${verb}`), t("action.undo"), undo);
    else if (verb === "reset-session") notifyDone(t("done.resetSession"));
  }

  return { act: action.mutate, busy: action.isPending };
}
