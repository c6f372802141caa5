import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCountry } from "../campaigns/useCountry";
import { useMoney } from "../campaigns/money";
import report from "../campaigns/report/report.module.css";
import { type Card, columnsOf } from "./card";
import styles from "./rates.module.css";

const MICROS = 1_000_000;

/** What one message costs, by market and category. */
export function MarketTable({ card }: { card: Card }) {
  const { t } = useTranslation();
  const money = useMoney();
  const country = useCountry();
  const columns = columnsOf(card);
  const id = `markets-${card.effective_from}`;
  return (
    <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} role="region" aria-label={t("rates.market")}>
      <Table id={id} className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("rates.market")}</Table.Th>
            <Table.Th>{t("rates.countries")}</Table.Th>
            {columns.map((category) => (
              <Table.Th key={category} className={report.figure}>
                {t(`rates.category.${category}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {card.markets.map((market) => (
            <Table.Tr key={market.market}>
              <Table.Td>{market.market}</Table.Td>
              <Table.Td className={`${styles.countries} soft small`}>
                {market.countries.map(country).join(", ")}
              </Table.Td>
              {columns.map((category) => {
                const price = market[category];
                return (
                  <Table.Td key={category} className={report.figure}>
                    {price === undefined ? "–" : money(price * MICROS, card.currency)}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
