import { ActionIcon } from "@mantine/core";
import { IconLink, IconRefresh, IconSnowflake } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { countSegment, SEGMENTS } from "../api/segments";
import type { Segment, SegmentCount } from "../api/types";
import { Chip } from "../app/Chip";
import { useFormat } from "../app/format";
import { useAction } from "../app/notify";
import { RelativeTime } from "../app/RelativeTime";
import styles from "./segments.module.css";

export function SegmentRow({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  return (
    <article className={styles.item}>
      <div className={styles.itemMain}>
        <h2 className="ellipsis">
          <Link to="/segments/$segmentId" params={{ segmentId: segment.id }} className={styles.itemLink}>
            {segment.name}
          </Link>
        </h2>
        <div className={styles.facts}>
          {segment.kind === "snapshot" && (
            <Chip icon={<IconSnowflake size={14} />} title={t("segments.snapshotMeaning")}>
              {t("segments.snapshot")}
            </Chip>
          )}
          {segment.used_by.length > 0 && (
            <Chip icon={<IconLink size={14} />} title={segment.used_by.map(({ name }) => name).join(", ")}>
              {t("segments.usedBy", { count: segment.used_by.length })}
            </Chip>
          )}
          <span className="soft small">
            {t("segments.changed")} <RelativeTime at={segment.updated_at} />
          </span>
        </div>
      </div>
      <Size segment={segment} />
    </article>
  );
}

/** What was counted last, and the way to count again. */
function Size({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const count = useAction<SegmentCount>({
    mutationFn: () => countSegment(segment.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: SEGMENTS }),
  });
  return (
    <div className={styles.size}>
      <div>
        {segment.size === null ? (
          <span className="soft">{t("segments.notCounted")}</span>
        ) : (
          <strong>{format.number(segment.size)}</strong>
        )}
        {segment.counted_at !== null && (
          <div className="soft small">
            <RelativeTime at={segment.counted_at} />
          </div>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        loading={count.isPending}
        aria-label={t("segments.countAgain", { name: segment.name })}
        onClick={() => {
          count.mutate();
        }}
      >
        <IconRefresh size={16} />
      </ActionIcon>
    </div>
  );
}
