import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Activity } from "../api/types";
import { usersQuery } from "../api/users";
import { useFormat } from "../app/format";
import { RelativeTime } from "../app/RelativeTime";
import { useLookup } from "../i18n/lookup";
import styles from "./inbox.module.css";

/** A system line: who did what to the conversation, and when. */
export function ActivityLine({ activity }: { activity: Activity }) {
  return (
    <div className={styles.activity}>
      <ActivityWords activity={activity} /> · <RelativeTime at={activity.at} />
    </div>
  );
}

export function ActivityWords({ activity }: { activity: Activity }) {
  return <>{useActivityWords(activity)}</>;
}

function useActivityWords({ kind, actor, detail }: Activity): string {
  const { t } = useTranslation();
  const lookup = useLookup();
  const format = useFormat();
  const users = useQuery({ ...usersQuery, enabled: kind === "assigned" });
  const text = (name: string) => (typeof detail[name] === "string" ? detail[name] : "");
  const because = (reason: string) =>
    lookup(`endReason.${reason.replaceAll(" ", "_")}`) ?? lookup(`failure.${reason}.what`) ?? reason;
  const values = {
    actor: actor?.name ?? t("activity.nobody"),
    flow: text("flow"),
    reason: because(text("reason")),
    note: because(text("note")),
    from: text("from"),
    label: text("label"),
    words: text("words"),
    campaign: text("campaign"),
    until: typeof detail.until === "number" ? format.dateTime(detail.until) : "",
    assignee: users.data?.items.find(({ id }) => id === detail.assignee)?.name ?? "",
  };
  return lookup(`activity.${variant(kind, detail)}`, values) ?? kind;
}

/** Some kinds are told in two ways, depending on what came with them. */
function variant(kind: string, detail: Activity["detail"]): string {
  if (kind === "handed_over" && detail.note) return "handed_over_note";
  if (kind === "assigned" && !detail.assignee) return "unassigned";
  return kind;
}
