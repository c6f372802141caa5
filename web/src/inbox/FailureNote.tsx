import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSend } from "../api/drafts";
import type { Failure, Message, MessageContent } from "../api/types";
import { useMay } from "../app/session";
import { useLookup } from "../i18n/lookup";
import styles from "./inbox.module.css";

/** A failure in words: what happened, then what to do. Meta's own words only where we have none. */
function useFailureWords({ reason, detail }: Failure): { what: string; remedy: string } {
  const { t } = useTranslation();
  const lookup = useLookup();
  const what = lookup(`failure.${reason}.what`);
  const remedy = lookup(`failure.${reason}.remedy`);
  if (what && remedy) return { what, remedy };
  return { what: detail || t("failure.unknown.what"), remedy: t("failure.unknown.remedy") };
}

const NO_FAILURE: Failure = { code: null, reason: "unknown", detail: "" };

export function FailureNote({ conversationId, message }: { conversationId: string; message: Message }) {
  const { t } = useTranslation();
  const failure = message.failure ?? NO_FAILURE;
  const { what, remedy } = useFailureWords(failure);
  const { send } = useSend(conversationId);
  const may = useMay();
  return (
    <div className={styles.note} data-tone="bad">
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <strong>{what}</strong> {remedy}
        <div className={styles.noteFoot}>
          {may("send_messages") && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                send(message.content as MessageContent);
              }}
            >
              {t("action.sendAgain")}
            </Button>
          )}
          {failure.code !== null && (
            <span className="soft" title={failure.detail}>
              {t("failure.code", { code: failure.code })}
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
