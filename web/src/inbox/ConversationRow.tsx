import { IconArrowBackUp, IconFlask } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../api/types";
import { Chip } from "../app/Chip";
import { useFormat } from "../app/format";
import { Initials } from "../app/Initials";
import { RelativeTime } from "../app/RelativeTime";
import styles from "./inbox.module.css";
import { OwnerPill } from "./OwnerPill";
import { WindowChip } from "./WindowChip";

const SHOWN_LABELS = 2;

export function ConversationRow({ conversation, open }: { conversation: Conversation; open: boolean }) {
  const { t } = useTranslation();
  const { contact, number, unread } = conversation;
  return (
    <Link
      to="/inbox/$conversationId"
      params={{ conversationId: conversation.id }}
      search
      className={styles.row}
      data-open={open || undefined}
      data-unread={unread > 0 || undefined}
    >
      <Initials name={contact.name} />
      <div className={styles.rowText}>
        <div className={styles.rowLine}>
          <span className={`ellipsis ${styles.name}`}>{contact.name}</span>
          {number.simulated && (
            <IconFlask size={14} className={styles.simulated} role="img" aria-label={t("health.emulator")} />
          )}
          <span className={`soft small ${styles.time}`}>
            {conversation.last_message_at !== null && <RelativeTime at={conversation.last_message_at} brief />}
          </span>
        </div>
        <div className={styles.rowLine}>
          {conversation.last_direction === "outbound" && (
            <IconArrowBackUp size={14} role="img" aria-label={t("inbox.weWrote")} />
          )}
          <span className={`ellipsis soft ${styles.preview}`}>{conversation.last_message_preview}</span>
          {unread > 0 && <Unread count={unread} />}
        </div>
        <div className={styles.rowChips}>
          <WindowChip expiresAt={conversation.window_expires_at} />
          <OwnerPill owner={conversation.owner} name={conversation.assignee?.name} />
          {contact.labels.slice(0, SHOWN_LABELS).map((label) => (
            <Chip key={label}>{label}</Chip>
          ))}
        </div>
      </div>
    </Link>
  );
}

function Unread({ count }: { count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className={styles.unread}>
      <span aria-hidden>{format.number(count)}</span>
      <span className="heard">{t("inbox.unread", { count })}</span>
    </span>
  );
}
