import { IconAlertTriangle, IconCircleX, IconPencil, IconUsers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FlowSummary } from "../api/types";
import { Chip } from "../app/Chip";
import { RelativeTime } from "../app/RelativeTime";
import { EnabledSwitch } from "./EnabledSwitch";
import styles from "./flows.module.css";
import { VersionChip } from "./VersionChip";

export function FlowRow({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation();
  const { errors, warnings } = flow.problems;
  return (
    <article className={styles.row}>
      <div className={styles.rowMain}>
        <h2 className="ellipsis">
          <Link to="/flows/$flowId" params={{ flowId: flow.id }} className={styles.rowLink}>
            {flow.name}
          </Link>
        </h2>
        <div className={styles.facts}>
          <VersionChip version={flow.published_version} />
          {flow.draft_changed && flow.published_version !== null && (
            <Chip tone="warn" icon={<IconPencil size={14} />}>
              {t("flows.draftChanged")}
            </Chip>
          )}
          {errors > 0 && (
            <Chip tone="bad" icon={<IconCircleX size={14} />}>
              {t("flows.errors", { count: errors })}
            </Chip>
          )}
          {warnings > 0 && (
            <Chip tone="warn" icon={<IconAlertTriangle size={14} />}>
              {t("flows.warnings", { count: warnings })}
            </Chip>
          )}
          <Chip icon={<IconUsers size={14} />} title={t("flows.sessionsMeaning")}>
            {t("flows.sessions", { count: flow.sessions_active })}
          </Chip>
          <span className="soft small">
            {t("flows.updated")} <RelativeTime at={flow.updated_at} />
          </span>
        </div>
      </div>
      <EnabledSwitch flow={flow} />
    </article>
  );
}
