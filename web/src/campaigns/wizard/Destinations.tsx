// Messages by country and category: what decides their price.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { useLookup } from "../../i18n/lookup";
import { useCountry } from "../useCountry";
import styles from "./wizard.module.css";

export function Destinations({ found }: { found: PreFlight }) {
  const { t } = useTranslation();
  const format = useFormat();
  const country = useCountry();
  const lookup = useLookup();
  if (found.destinations.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby="destinations">
      <h2 id="destinations">{t("campaigns.review.destinations")}</h2>
      <Table className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("campaigns.review.country")}</Table.Th>
            <Table.Th>{t("campaigns.review.category")}</Table.Th>
            <Table.Th className={styles.figure}>{t("campaigns.review.messages")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.destinations.map((row) => (
            <Table.Tr key={`${row.country} ${row.category}`}>
              <Table.Td>{country(row.country)}</Table.Td>
              <Table.Td>{lookup(`campaigns.message.category.${row.category}`) ?? row.category}</Table.Td>
              <Table.Td className={styles.figure}>{format.number(row.count)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
