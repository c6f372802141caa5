// What Meta charged for it, by what its statuses told, and what each result came to.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../api/types";
import { useFormat } from "../../app/format";
import { useLookup } from "../../i18n/lookup";
import { useMoney } from "../money";
import { useCountry } from "../useCountry";
import styles from "./report.module.css";

const EACH = ["delivered", "reply", "click", "conversion"] as const;

export function CostCard({ cost }: { cost: CampaignReport["cost"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = useMoney();
  const { currency } = cost;
  if (currency === null || cost.messages === 0) return null;
  const each = EACH.flatMap((result) => {
    const micros = cost[`per_${result}_micros`];
    return micros === null ? [] : [{ result, micros }];
  });
  return (
    <section className={styles.card} aria-labelledby="cost">
      <h2 id="cost">{t("campaigns.report.cost")}</h2>
      <dl className={styles.facts}>
        <dt>{t("campaigns.review.total")}</dt>
        <dd>{cost.total_micros === null ? t("numbers.unknown") : money(cost.total_micros, currency)}</dd>
        {each.map(({ result, micros }) => (
          <div key={result} className={styles.pair}>
            <dt>{t(`campaigns.report.per.${result}`)}</dt>
            <dd>{money(micros, currency)}</dd>
          </div>
        ))}
      </dl>
      <Lines cost={cost} currency={currency} />
      {cost.unknown > 0 && (
        <p className={styles.warn}>
          {t("campaigns.report.unknownPrices", { count: cost.unknown, messages: format.number(cost.unknown) })}
        </p>
      )}
      {cost.rates_dated !== null && (
        <p className="soft small">{t("campaigns.report.ratesDated", { date: cost.rates_dated })}</p>
      )}
    </section>
  );
}

function Lines({ cost, currency }: { cost: CampaignReport["cost"]; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lookup = useLookup();
  const money = useMoney();
  const country = useCountry();
  return (
    <Table className="tabular">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("campaigns.review.country")}</Table.Th>
          <Table.Th>{t("campaigns.review.category")}</Table.Th>
          <Table.Th className={styles.figure}>{t("campaigns.review.messages")}</Table.Th>
          <Table.Th className={styles.figure}>{t("campaigns.review.total")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cost.lines.map((line) => (
          <Table.Tr key={`${line.country} ${line.category}`}>
            <Table.Td>{country(line.country)}</Table.Td>
            <Table.Td>{lookup(`campaigns.message.category.${line.category}`) ?? line.category}</Table.Td>
            <Table.Td className={styles.figure}>{format.number(line.messages)}</Table.Td>
            <Table.Td className={styles.figure}>
              {line.unknown === line.messages ? "?" : money(line.total_micros, currency)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
