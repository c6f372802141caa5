import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { timelineQuery } from "../api/contacts";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import styles from "./person.module.css";
import { TimelineRow } from "./TimelineRow";

/** Everything of one person, newest first, a line for each. */
export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const timeline = useInfiniteQuery(timelineQuery(id));
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  const dayOf = (at: number) => format.day(at, Math.max(now, at));
  return (
    <section className={styles.timeline} aria-label={t("timeline.title")}>
      <h2>{t("timeline.title")}</h2>
      {timeline.isPending && <LoadingRows rows={6} height={36} />}
      {timeline.isError && <ErrorState error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.isSuccess && entries.length === 0 && (
        <EmptyState icon={<IconHistory />} title={t("timeline.emptyTitle")}>
          {t("timeline.emptyDetail")}
        </EmptyState>
      )}
      {entries.length > 0 && (
        <ol className={styles.entries}>
          {entries.map((entry, index) => {
            const before = entries[index - 1];
            const day = dayOf(entry.at);
            return (
              <Fragment key={`${entry.type} ${entry.at} ${index}`}>
                {(!before || dayOf(before.at) !== day) && <li className={styles.day}>{day}</li>}
                <TimelineRow entry={entry} />
              </Fragment>
            );
          })}
        </ol>
      )}
      {timeline.hasNextPage && (
        <Button variant="subtle" loading={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t("action.more")}
        </Button>
      )}
    </section>
  );
}
