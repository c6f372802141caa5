// Messages that competed, side by side, and which of them won, or plainly that none did.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../api/types";
import { useFormat } from "../../app/format";
import { useLookup } from "../../i18n/lookup";
import { stagesOf } from "../model/funnel";
import { useRate } from "./useRate";
import styles from "./report.module.css";

export function Variants({ report }: { report: CampaignReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rate = useRate();
  if (report.variants.length < 2) return null;
  const columns = stagesOf(report).map(({ measure }) => measure);
  return (
    <section className={styles.card} aria-labelledby="variants">
      <h2 id="variants">{t("campaigns.message.variants")}</h2>
      <Verdict verdict={report.verdict} />
      <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="region" aria-labelledby="variants">
        <Table className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("campaigns.report.column.variant")}</Table.Th>
              {columns.map((measure) => (
                <Table.Th key={measure} className={styles.figure}>
                  {t(`campaigns.measure.${measure}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.variants.map((variant) => (
              <Table.Tr key={variant.variant}>
                <Table.Td>
                  <strong>{variant.name}</strong> {variant.template}
                </Table.Td>
                {stagesOf(variant).map((stage) => (
                  <Table.Td key={stage.measure} className={styles.figure}>
                    {format.number(stage.count)}
                    {stage.rate && <div className="soft small">{rate(stage.rate)}</div>}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function Verdict({ verdict }: { verdict: CampaignReport["verdict"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lookup = useLookup();
  const { by, verdict: word, winner, chance, needed, smallest, until } = verdict;
  return (
    <p role="status">
      <strong>
        {t(`campaigns.verdict.${word}`, {
          winner: winner ?? "",
          needed: format.number(needed ?? 0),
          smallest: format.number(smallest ?? 0),
          until: until === null ? "" : format.dateTime(until),
        })}
      </strong>{" "}
      <span className="soft small">
        {t("campaigns.verdict.by", { rate: lookup(`campaigns.rate.${by}`) ?? by })}
        {chance !== null && ` ${t("campaigns.verdict.chance", { chance: format.rate(chance) })}`}
      </span>
    </p>
  );
}
