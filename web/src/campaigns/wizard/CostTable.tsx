// What Meta will charge, by country and category, by the rates of a day that is named.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { useMoney } from "../money";
import { useLookup } from "../../i18n/lookup";
import { useCountry } from "../useCountry";
import styles from "./wizard.module.css";

export function CostTable({ found }: { found: PreFlight }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = useMoney();
  const country = useCountry();
  const lookup = useLookup();
  if (found.cost.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby="cost">
      <h2 id="cost">{t("campaigns.review.cost")}</h2>
      <Table.ScrollContainer minWidth={420} type="native" tabIndex={0} role="region" aria-labelledby="cost">
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
            {found.cost.map((row) => (
              <Table.Tr key={`${row.country} ${row.category}`}>
                <Table.Td>{country(row.country)}</Table.Td>
                <Table.Td>{lookup(`campaigns.message.category.${row.category}`) ?? row.category}</Table.Td>
                <Table.Td className={styles.figure}>{format.number(row.count)}</Table.Td>
                <Table.Td className={styles.figure}>{money(row.each_micros, row.currency)}</Table.Td>
                <Table.Td className={styles.figure}>{money(row.total_micros, row.currency)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <p className="soft small">{t("campaigns.review.rates", { date: found.rates_dated })}</p>
    </section>
  );
}
