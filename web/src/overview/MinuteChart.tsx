import { Button, Table } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MinuteCount } from "../api/types";
import { useFormat } from "../app/format";
import { useShortcuts } from "../app/shortcuts";
import { barsOf, ceiling, highestOf, SERIES } from "./bars";
import styles from "./overview.module.css";

/** The last hour, minute by minute: as a picture, or as the table behind it. */
export function MinuteChart({ minutes }: { minutes: MinuteCount[] }) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const toggle = () => {
    setAsTable(!asTable);
  };
  useShortcuts({ v: toggle });
  return (
    <section className={styles.chartCard} aria-label={t("overview.lastHour")}>
      <header className={styles.chartHeader}>
        <h2>{t("overview.lastHour")}</h2>
        <Legend />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
          onClick={toggle}
        >
          {t(asTable ? "overview.asChart" : "overview.asTable")}
        </Button>
      </header>
      {asTable ? <MinuteTable minutes={minutes} /> : <Bars minutes={minutes} />}
    </section>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend}>
      {SERIES.map((series) => (
        <li key={series} data-series={series}>
          {t(`overview.series.${series}`)}
        </li>
      ))}
    </ul>
  );
}

function Bars({ minutes }: { minutes: MinuteCount[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const total = (series: (typeof SERIES)[number]) =>
    format.number(minutes.reduce((sum, minute) => sum + minute[series], 0));
  const summary = t("overview.chartSummary", {
    received: total("received"),
    sent: total("sent"),
    failed: total("failed"),
  });
  return (
    <div className={styles.chart}>
      <span className={`soft small tabular ${styles.top}`}>{format.number(ceiling(highestOf(minutes)))}</span>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={summary}>
        <line x1="0" x2="100" y1="50" y2="50" />
        <line x1="0" x2="100" y1="0.3" y2="0.3" />
        {barsOf(minutes).map(({ series, ...box }, index) => (
          <rect key={index} data-series={series} {...box} />
        ))}
        <line x1="0" x2="100" y1="99.7" y2="99.7" data-base />
      </svg>
      <div className={`soft small ${styles.axis}`}>
        <span>{minutes[0] && format.time(minutes[0].at)}</span>
        <span>{minutes.at(-1) && format.time(minutes.at(-1)?.at ?? 0)}</span>
      </div>
    </div>
  );
}

/** Minutes in which nothing happened are left out. */
function MinuteTable({ minutes }: { minutes: MinuteCount[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const busy = minutes.filter((minute) => SERIES.some((series) => minute[series] > 0)).reverse();
  if (busy.length === 0) return <p className="soft">{t("overview.quiet")}</p>;
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t("overview.lastHour")}>
      <Table className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("overview.minute")}</Table.Th>
            {SERIES.map((series) => (
              <Table.Th key={series}>{t(`overview.series.${series}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {busy.map((minute) => (
            <Table.Tr key={minute.at}>
              <Table.Td>{format.time(minute.at)}</Table.Td>
              {SERIES.map((series) => (
                <Table.Td key={series}>{format.number(minute[series])}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
