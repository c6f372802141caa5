// What Meta will charge, by country and category, by the rates of a day that is named.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { useLookup } from "../../i18n/lookup";
import { useMoney } from "../money";
import { useCountry } from "../useCountry";
import styles from "./wizard.module.css";

export function CostForecast({ found: { cost } }: { found: PreFlight }) {
  const { t } = useTranslation();
  const format = useFormat();
  const country = useCountry();
  const lookup = useLookup();
  const inCurrency = useMoney();
  const money = (micros: number | null) =>
    micros === null || cost.currency === null ? "?" : inCurrency(micros, cost.currency);
  if (cost.lines.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby="cost">
      <h2 id="cost">
        {cost.total_micros === null
          ? t("campaigns.review.costUnknown")
          : t("campaigns.review.cost", { total: money(cost.total_micros) })}
      </h2>
      <Table.ScrollContainer minWidth={440} type="native" tabIndex={0} role="region" aria-labelledby="cost">
        <Table className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("campaigns.review.country")}</Table.Th>
              <Table.Th>{t("campaigns.review.category")}</Table.Th>
              <Table.Th className={styles.figure}>{t("campaigns.review.messages")}</Table.Th>
              <Table.Th className={styles.figure}>{t("campaigns.review.each")}</Table.Th>
              <Table.Th className={styles.figure}>{t("campaigns.review.total")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cost.lines.map((line) => (
              <Table.Tr key={`${line.country} ${line.category}`}>
                <Table.Td>{country(line.country)}</Table.Td>
                <Table.Td>{lookup(`campaigns.message.category.${line.category}`) ?? line.category}</Table.Td>
                <Table.Td className={styles.figure}>{format.number(line.messages)}</Table.Td>
                <Table.Td className={styles.figure}>{money(line.each_micros)}</Table.Td>
                <Table.Td className={styles.figure}>
                  {line.unknown === line.messages ? "?" : money(line.total_micros)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {cost.unknown > 0 && (
        <p className={styles.warn}>
          {t("campaigns.report.unknownPrices", { count: cost.unknown, messages: format.number(cost.unknown) })}
        </p>
      )}
      {cost.rates_dated !== null && (
        <p className="soft small">{t("campaigns.review.rates", { date: cost.rates_dated })}</p>
      )}
    </section>
  );
}
