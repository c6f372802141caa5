// From the people that were planned to those who did something: as a picture, or as the table behind it.
import { Button, Table } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../api/types";
import { useFormat } from "../../app/format";
import { useShortcuts } from "../../app/shortcuts";
import { type Measure, type Stage, stagesOf } from "../model/funnel";
import { useRate } from "./useRate";
import styles from "./report.module.css";

interface FunnelProps {
  report: CampaignReport;
  /** Shows the people behind a bar. */
  onOpen: (measure: Measure) => void;
}

export function Funnel({ report, onOpen }: FunnelProps) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const toggle = () => {
    setAsTable(!asTable);
  };
  useShortcuts({ v: toggle });
  const stages = stagesOf(report);
  return (
    <section className={styles.card} aria-labelledby="funnel">
      <header className={styles.cardHead}>
        <h2 id="funnel">{t("campaigns.report.funnel")}</h2>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
          onClick={toggle}
        >
          {t(asTable ? "overview.asChart" : "overview.asTable")}
        </Button>
      </header>
      {asTable ? <FunnelTable stages={stages} /> : <Bars stages={stages} onOpen={onOpen} />}
      <p className="soft small">{t("campaigns.report.readNote")}</p>
    </section>
  );
}

function Bars({ stages, onOpen }: { stages: Stage[]; onOpen: (measure: Measure) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRate();
  return (
    <ul className={styles.bars}>
      {stages.map(({ measure, count, length, rate }) => (
        <li key={measure}>
          <button
            type="button"
            title={t(`campaigns.meaning.${measure}`)}
            onClick={() => {
              onOpen(measure);
            }}
          >
            <span className={styles.barName}>{t(`campaigns.measure.${measure}`)}</span>
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ width: `${length * 100}%` }} />
            </span>
            <span className={styles.barCount}>
              <strong>{format.number(count)}</strong>
              {typeof rate?.value === "number" && <span className="soft small">{words(rate)}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function FunnelTable({ stages }: { stages: Stage[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRate();
  return (
    <Table className="tabular">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("campaigns.report.stage")}</Table.Th>
          <Table.Th className={styles.figure}>{t("campaigns.review.people")}</Table.Th>
          <Table.Th className={styles.figure}>{t("campaigns.report.rate")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {stages.map(({ measure, count, rate }) => (
          <Table.Tr key={measure}>
            <Table.Td>{t(`campaigns.measure.${measure}`)}</Table.Td>
            <Table.Td className={styles.figure}>{format.number(count)}</Table.Td>
            <Table.Td className={styles.figure}>
              {rate &&
                t("campaigns.report.rateOf", {
                  rate: words(rate),
                  numerator: format.number(rate.numerator),
                  denominator: format.number(rate.denominator),
                })}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
