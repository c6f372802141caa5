import { Button } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { patchMessage } from "../api/cache";
import { decideUncertain } from "../api/messages";
import type { Message } from "../api/types";
import { useAction } from "../app/notify";
import { useMay } from "../app/session";
import styles from "./inbox.module.css";

/** Nobody knows whether it arrived: it is never sent again blindly; when waiting no longer helps, a person decides. */
export function UncertainNote({ conversationId, message }: { conversationId: string; message: Message }) {
  const { t } = useTranslation();
  const may = useMay();
  const queries = useQueryClient();
  const decide = useAction({
    mutationFn: (decision: "resend" | "give_up") => decideUncertain(conversationId, message.id, decision),
    onSuccess: (settled) => {
      patchMessage(queries, conversationId, settled);
    },
  });
  return (
    <div className={styles.note} data-tone="warn">
      <IconHelpCircle size={16} aria-hidden />
      <div>
        <strong>{t("uncertain.what")}</strong> {t(message.needs_decision ? "uncertain.decide" : "uncertain.wait")}
        {message.needs_decision && may("send_messages") && (
          <div className={styles.noteFoot}>
            <Button
              size="compact-xs"
              variant="default"
              loading={decide.isPending}
              onClick={() => {
                decide.mutate("resend");
              }}
            >
              {t("uncertain.resend")}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              disabled={decide.isPending}
              onClick={() => {
                decide.mutate("give_up");
              }}
            >
              {t("uncertain.giveUp")}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
