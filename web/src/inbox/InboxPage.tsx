import { IconMessages } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Guarded } from "../app/Guarded";
import { EmptyState } from "../app/states";
import { ConversationList } from "./ConversationList";
import { ConversationView } from "./ConversationView";
import styles from "./inbox.module.css";

/** List, thread, contact; on a narrow screen one at a time. */
export function InboxPage() {
  const { t } = useTranslation();
  const { conversationId } = useParams({ strict: false });
  return (
    <Guarded permission="read_conversations">
      <h1 className="heard">{t("nav.inbox")}</h1>
      <div className={styles.inbox} data-open={conversationId !== undefined || undefined}>
        <ConversationList openId={conversationId} />
        {conversationId ? (
          <ConversationView key={conversationId} id={conversationId} />
        ) : (
          <section className={styles.nothingOpen}>
            <EmptyState icon={<IconMessages />} title={t("inbox.pickTitle")}>
              {t("inbox.pickDetail")}
            </EmptyState>
          </section>
        )}
      </div>
    </Guarded>
  );
}
