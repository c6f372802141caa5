// How many people the condition names at this moment, and some of them: asked while one builds.
import { Button, Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { countQuery, sampleQuery } from "../api/segments";
import { useFormat } from "../app/format";
import { Initials } from "../app/Initials";
import { useProblemText } from "../app/problem-text";
import { useMay } from "../app/session";
import type { Condition } from "./model/condition";
import { unfinished } from "./model/unfinished";
import styles from "./segments.module.css";

interface LiveProps {
  /** As it was when the fingers rested. */
  condition: Condition;
  id?: string;
}

export function LiveCount({ condition, id }: LiveProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useProblemText();
  const isWhole = unfinished(condition).length === 0;
  const count = useQuery({ ...countQuery(condition, id), placeholderData: keepPreviousData, enabled: isWhole });
  if (!isWhole) {
    return (
      <p role="status" className={styles.count} data-tone="warn">
        {t("segments.unfinished")}
      </p>
    );
  }
  if (count.isPending) return <Skeleton height={48} />;
  if (count.isError) {
    return (
      <div role="status" className={styles.count} data-tone="warn">
        <p>{words(count.error)}</p>
        <Button size="xs" variant="default" onClick={() => void count.refetch()}>
          {t("action.retry")}
        </Button>
      </div>
    );
  }
  return (
    <div role="status" className={styles.count} aria-busy={count.isFetching}>
      <strong>{format.number(count.data.count)}</strong> {t("segments.peopleNow", { count: count.data.count })}
    </div>
  );
}

export function Sample({ condition, id }: LiveProps) {
  const { t } = useTranslation();
  const may = useMay()("read_contacts");
  const isWhole = unfinished(condition).length === 0;
  const sample = useQuery({
    ...sampleQuery(condition, id),
    placeholderData: keepPreviousData,
    enabled: may && isWhole,
  });
  if (!may) return <p className="soft small">{t("segments.noSample")}</p>;
  if (!isWhole && !sample.data) return null;
  if (sample.isPending) return <Skeleton height={120} />;
  if (sample.isError) return null;
  if (sample.data.length === 0) return <p className="soft small">{t("segments.nobody")}</p>;
  return (
    <ul className={styles.people} aria-label={t("segments.sample")}>
      {sample.data.map((person) => (
        <li key={person.id}>
          <Initials name={person.name || (person.phone ?? "?")} />
          <span className="ellipsis">{person.name || t("segments.noName")}</span>
          <span className="soft small">{person.phone ?? person.username}</span>
        </li>
      ))}
    </ul>
  );
}
