// From the people that were planned to those who did something: as a picture, or as the table behind it.
import { Button, Table } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../app/format";
import { useShortcuts } from "../../app/shortcuts";
import { type Measure, type Stage, stagesOf } from "../model/funnel";
import styles from "./report.module.css";

interface FunnelProps {
  counted: { measure: string; count: number }[];
  /** Shows the people behind a bar. */
  onOpen: (measure: Measure) => void;
}

export function Funnel({ counted, onOpen }: FunnelProps) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const toggle = () => {
    setAsTable(!asTable);
  };
  useShortcuts({ v: toggle });
  const stages = stagesOf(counted);
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
  return (
    <ul className={styles.bars}>
      {stages.map(({ measure, count, length, rate, base }) => (
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
              {measure !== base && rate !== undefined && (
                <span
                  className="soft small"
                  title={t("campaigns.report.ofBase", { base: t(`campaigns.measure.${base}`) })}
                >
                  {format.rate(rate)}
                </span>
              )}
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
        {stages.map(({ measure, count, rate, base }) => (
          <Table.Tr key={measure}>
            <Table.Td>{t(`campaigns.measure.${measure}`)}</Table.Td>
            <Table.Td className={styles.figure}>{format.number(count)}</Table.Td>
            <Table.Td className={styles.figure}>
              {measure !== base && rate !== undefined
                ? t("campaigns.report.rateOf", { rate: format.rate(rate), base: t(`campaigns.measure.${base}`) })
                : ""}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
