// How many people Meta lets each number write to today, and how long the whole takes.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { useNumberName } from "../useNumberName";
import styles from "./wizard.module.css";

export function RoomTable({ found }: { found: PreFlight }) {
  const { t } = useTranslation();
  const format = useFormat();
  const numberName = useNumberName();
  return (
    <section className={styles.group} aria-labelledby="room">
      <h2 id="room">{t("campaigns.review.room")}</h2>
      <Table.ScrollContainer minWidth={520} type="native" tabIndex={0} role="region" aria-labelledby="room">
        <Table className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("campaigns.review.number")}</Table.Th>
              <Table.Th className={styles.figure}>{t("campaigns.review.people")}</Table.Th>
              <Table.Th className={styles.figure}>{t("campaigns.review.tier")}</Table.Th>
              <Table.Th className={styles.figure}>{t("campaigns.review.roomToday")}</Table.Th>
              <Table.Th className={styles.figure}>{t("campaigns.review.takes")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.per_number.map(({ number, count, takes_seconds: seconds }) => {
              const tier = found.tier.find((each) => each.number === number);
              const days = tier?.days_needed ?? 0;
              return (
                <Table.Tr key={number}>
                  <Table.Td>{numberName(number)}</Table.Td>
                  <Table.Td className={styles.figure}>{format.number(count)}</Table.Td>
                  <Table.Td className={styles.figure}>
                    {tier?.limit == null ? t("campaigns.review.unlimited") : format.number(tier.limit)}
                  </Table.Td>
                  <Table.Td className={styles.figure}>
                    {tier?.room == null ? t("campaigns.review.unlimited") : format.number(tier.room)}
                  </Table.Td>
                  <Table.Td className={styles.figure}>
                    {days > 1 ? t("campaigns.review.days", { count: days }) : format.duration(seconds * 1000)}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
