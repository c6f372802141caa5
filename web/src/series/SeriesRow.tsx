import { IconBolt, IconListNumbers, IconPhone } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Series } from "../api/types";
import { useFormat } from "../app/format";
import { RelativeTime } from "../app/RelativeTime";
import styles from "../campaigns/campaigns.module.css";
import { useNumberName } from "../campaigns/useNumberName";
import type { SeriesDocument } from "./model/document";
import { triggerWords } from "./model/words";
import { SeriesActions } from "./SeriesActions";
import { SeriesChip } from "./SeriesChip";
import { useTitleOf } from "./useTitleOf";

export function SeriesRow({ series }: { series: Series }) {
  return (
    <article className={styles.row}>
      <div className={styles.rowHead}>
        <h2 className="ellipsis">
          <Link to="/series/$seriesId" params={{ seriesId: series.id }} className={styles.rowLink}>
            {series.name}
          </Link>
        </h2>
        <SeriesChip series={series} />
        <span className={styles.actions}>
          <SeriesActions series={series} />
        </span>
      </div>
      <Facts series={series} />
      {series.started_at !== null && <Counts series={series} />}
    </article>
  );
}

/** What begins it, how many messages, where from. */
function Facts({ series: { document: written, started_at: started, updated_at: changed } }: { series: Series }) {
  const { t } = useTranslation();
  const numberName = useNumberName();
  const titleOf = useTitleOf();
  const { trigger, steps, numbers } = written as unknown as SeriesDocument;
  const [number] = numbers;
  return (
    <div className={styles.facts}>
      <span>
        <IconBolt size={14} aria-hidden />
        {triggerWords(trigger, titleOf, t)}
      </span>
      <span>
        <IconListNumbers size={14} aria-hidden />
        {t("series.steps", { count: steps.length })}
      </span>
      {number !== undefined && (
        <span>
          <IconPhone size={14} aria-hidden />
          {numbers.length === 1 ? numberName(number) : t("campaigns.numbers", { count: numbers.length })}
        </span>
      )}
      <span>
        {t(started === null ? "campaigns.changed" : "series.startedAt")} <RelativeTime at={started ?? changed} />
      </span>
    </div>
  );
}

const WAYS = ["under_way", "done", "stopped"] as const;
const MEASURES = ["delivered", "read", "replied"] as const;

function Counts({ series: { people, summary } }: { series: Series }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failed = summary.failed + summary.rejected;
  return (
    <dl className={styles.counts}>
      {WAYS.map((way) => (
        <div key={way}>
          <dt>{t(`series.way.${way}`)}</dt>
          <dd>{format.number(people[way])}</dd>
        </div>
      ))}
      {MEASURES.map((measure) => (
        <div key={measure}>
          <dt>{t(`campaigns.measure.${measure}`)}</dt>
          <dd>{format.number(summary[measure])}</dd>
        </div>
      ))}
      <div data-tone={failed > 0 ? "bad" : undefined}>
        <dt>{t("campaigns.measure.failed")}</dt>
        <dd>{format.number(failed)}</dd>
      </div>
    </dl>
  );
}
