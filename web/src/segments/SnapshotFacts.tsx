import { IconSnowflake } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { segmentQuery } from "../api/segments";
import type { Segment } from "../api/types";
import { Chip } from "../app/Chip";
import { useFormat } from "../app/format";
import styles from "./segments.module.css";

/** A list has no condition: when it was taken, and of what. */
export function SnapshotFacts({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const origin = useQuery({ ...segmentQuery(segment.taken_of ?? ""), enabled: segment.taken_of !== null });
  return (
    <section className={styles.group}>
      <Chip icon={<IconSnowflake size={14} />}>{t("segments.snapshot")}</Chip>
      <p>{t("segments.takenAt", { date: format.dateTime(segment.created_at) })}</p>
      {origin.data && (
        <p>
          {t("segments.takenOf")}{" "}
          <Link to="/segments/$segmentId" params={{ segmentId: origin.data.id }}>
            {origin.data.name}
          </Link>
        </p>
      )}
      <p className="soft">{t("segments.snapshotMeaning")}</p>
    </section>
  );
}
