import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { JournalEntry } from "../api/types";
import { RelativeTime } from "../app/RelativeTime";
import styles from "./journal.module.css";
import { StateChip } from "./StateChip";

interface RowsProps {
  entries: JournalEntry[];
  openId?: string;
  loadingMore: boolean;
  onMore?: () => void;
}

export function JournalRows({ entries, openId, loadingMore, onMore }: RowsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.scroller}>
      <ul className={styles.rows}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <Link
              to="/journal/$entryId"
              params={{ entryId: entry.id }}
              search
              className={styles.row}
              data-open={entry.id === openId || undefined}
            >
              <StateChip state={entry.state} />
              <span className={`ellipsis ${styles.summary}`}>{entry.summary}</span>
              {entry.deliveries > 1 && (
                <span className="soft small">{t("journal.deliveries", { count: entry.deliveries })}</span>
              )}
              <span className={`soft small ${styles.time}`}>
                <RelativeTime at={entry.received_at} />
              </span>
              {entry.reason && <span className={styles.reason}>{entry.reason}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {onMore && (
        <div className={styles.more}>
          <Button variant="subtle" loading={loadingMore} onClick={onMore}>
            {t("action.more")}
          </Button>
        </div>
      )}
    </div>
  );
}
