import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconHelpCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MessageStatus } from "../api/types";
import styles from "./message.module.css";

const ICONS = {
  queued: IconClock,
  sending: IconClock,
  uncertain: IconHelpCircle,
  accepted: IconCheck,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  played: IconChecks,
  failed: IconAlertCircle,
} as const;

/** What became of an outgoing message: a clock, one tick, two ticks, two blue ticks, or a sign that something is wrong. */
export function Ticks({ status }: { status: MessageStatus }) {
  const { t } = useTranslation();
  if (status === "received") return null;
  const Icon = ICONS[status];
  return (
    <span
      className={styles.ticks}
      data-status={status}
      role="img"
      aria-label={t(`status.${status}`)}
      title={t(`status.${status}`)}
    >
      <Icon size={16} stroke={2} />
    </span>
  );
}
