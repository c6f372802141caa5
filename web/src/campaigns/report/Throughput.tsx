// How many messages Meta took, minute by minute: as a line, or as the table behind it.
import { Button, Table } from "@mantine/core";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../app/format";
import { drawLine, type Moment, withGaps } from "../model/line";
import styles from "./report.module.css";

const MINUTE = 60_000;

export function Throughput({ moments }: { moments: Moment[] }) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  if (moments.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="throughput">
      <header className={styles.cardHead}>
        <h2 id="throughput">{t("campaigns.report.throughput")}</h2>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={asTable ? <IconChartLine size={16} /> : <IconTable size={16} />}
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {t(asTable ? "overview.asChart" : "overview.asTable")}
        </Button>
      </header>
      {asTable ? <Minutes moments={moments} /> : <Line moments={moments} />}
    </section>
  );
}

function Line({ moments }: { moments: Moment[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const first = moments[0];
  const highest = Math.max(...moments.map(({ count }) => count));
  // A single minute still has a beginning and an end.
  const whole = moments.length === 1 && first ? [first, { at: first.at + MINUTE, count: first.count }] : moments;
  const drawn = drawLine(withGaps(whole, MINUTE));
  if (!drawn) return null;
  const summary = t("campaigns.report.throughputSummary", {
    highest: format.number(highest),
    from: format.time(drawn.from),
    until: format.time(drawn.until),
  });
  return (
    <div className={styles.chart}>
      <span className={`soft small tabular ${styles.top ?? ""}`}>{format.number(drawn.top)}</span>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={summary}>
        <line x1="0" x2="100" y1="50" y2="50" />
        <line x1="0" x2="100" y1="0.3" y2="0.3" />
        <path d={drawn.area} data-area />
        <path d={drawn.line} data-line />
        <line x1="0" x2="100" y1="99.7" y2="99.7" data-base />
      </svg>
      <div className={`soft small ${styles.axis ?? ""}`}>
        <span>{format.time(drawn.from)}</span>
        <span>{format.time(drawn.until)}</span>
      </div>
    </div>
  );
}

function Minutes({ moments }: { moments: Moment[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t("campaigns.report.throughput")}>
      <Table className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("overview.minute")}</Table.Th>
            <Table.Th className={styles.figure}>{t("campaigns.measure.accepted")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...moments].reverse().map(({ at, count }) => (
            <Table.Tr key={at}>
              <Table.Td>{format.dateTime(at)}</Table.Td>
              <Table.Td className={styles.figure}>{format.number(count)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
