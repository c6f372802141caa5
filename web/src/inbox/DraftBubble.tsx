import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { forgetDraft, type SendingDraft, useSend } from "../api/drafts";
import { useProblemText } from "../app/problem-text";
import { asMeta } from "../message/meta";
import { MessageView } from "../message/MessageView";
import styles from "./inbox.module.css";

/** A message this browser is sending; a second try carries the same key, so it cannot go out twice. */
export function DraftBubble({ conversationId, draft }: { conversationId: string; draft: SendingDraft }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const { sendAgain } = useSend(conversationId);
  return (
    <MessageView message={asMeta(draft.content)} side="right" at={draft.at} status={draft.error ? "failed" : "queued"}>
      {draft.error && (
        <div className={styles.note} data-tone="bad">
          <IconAlertTriangle size={16} aria-hidden />
          <div>
            {words(draft.error)}
            <div className={styles.noteFoot}>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  sendAgain(draft);
                }}
              >
                {t("action.retry")}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  forgetDraft(conversationId, draft.clientId);
                }}
              >
                {t("action.discard")}
              </Button>
            </div>
          </div>
        </div>
      )}
    </MessageView>
  );
}
