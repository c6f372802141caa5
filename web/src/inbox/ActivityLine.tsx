import i18next from "i18next";
import { useTranslation } from "react-i18next";
import type { Activity } from "../api/types";
import { useFormat } from "../app/format";
import { RelativeTime } from "../app/RelativeTime";
import styles from "./inbox.module.css";

/** A system line: who did what to the conversation, and when. */
export function ActivityLine({ activity }: { activity: Activity }) {
  return (
    <div className={styles.activity}>
      {useActivityWords(activity)} · <RelativeTime at={activity.at} />
    </div>
  );
}

function useActivityWords({ kind, actor, detail }: Activity): string {
  const { t } = useTranslation();
  const format = useFormat();
  const key = `activity.${kind}`;
  if (!i18next.exists(key)) return kind.replaceAll("_", " ");
  const until = typeof detail.until === "number" ? format.dateTime(detail.until) : "";
  return i18next.t(key, { ...detail, until, actor: actor?.name ?? t("activity.nobody"), assignee: nameOf(detail.assignee) });
}

function nameOf(person: unknown): string {
  return typeof person === "object" && person !== null && "name" in person ? String(person.name) : "—";
}
