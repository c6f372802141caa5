import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Import } from "../api/types";
import { useFormat } from "../app/format";
import { RelativeTime } from "../app/RelativeTime";
import styles from "./imports.module.css";
import { Progress } from "./Progress";
import { StateChip } from "./StateChip";
import { isAtWork } from "./states";

export function ImportRow({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { created, updated, failed } = one.counts;
  const figures = { created: format.number(created), updated: format.number(updated), failed: format.number(failed) };
  return (
    <article className={styles.row}>
      <div className={styles.rowMain}>
        <h2 className="ellipsis">
          <Link to="/imports/$importId" params={{ importId: one.id }} className={styles.rowLink}>
            {one.file_name}
          </Link>
        </h2>
        <div className={styles.facts}>
          <StateChip state={one.state} />
          <span className="soft small">{t(`imports.subject.${one.subject}`)}</span>
          <span className="soft small">{t("imports.rows", { rows: format.number(one.rows_total) })}</span>
          {one.started_at !== null && <span className="soft small">{t("imports.figures", figures)}</span>}
          <span className="soft small">
            <RelativeTime at={one.created_at} />
          </span>
        </div>
      </div>
      {isAtWork(one.state) && <Progress one={one} />}
    </article>
  );
}
