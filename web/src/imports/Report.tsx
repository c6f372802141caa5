// What a dry run found: what would become of the rows, and the first that would be left out.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Import, ImportReport } from "../api/types";
import { useFormat } from "../app/format";
import { Counts } from "./Counts";
import { Faults } from "./Faults";
import styles from "./imports.module.css";

export function Report({ one, report }: { one: Import; report: ImportReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={styles.card} aria-labelledby="report">
      <h2 id="report">{t("imports.report")}</h2>
      <Counts counts={report.counts} subject={one.subject} />
      {report.repeated > 0 && <p className="soft">{t("imports.repeated", { rows: format.number(report.repeated) })}</p>}
      {report.faults.length > 0 && (
        <>
          <h3>{t("imports.firstFaults", { rows: format.number(report.faults.length) })}</h3>
          <Table verticalSpacing={4} className="small">
            <Table.Tbody>
              {report.faults.map(({ row, faults }) => (
                <Table.Tr key={row}>
                  <Table.Td className={`soft tabular ${styles.rowNumber}`}>{t("imports.rowNumber", { row })}</Table.Td>
                  <Table.Td>
                    <Faults faults={faults} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </section>
  );
}
