// How the people are shared out among the numbers, how fast each goes, and how long the whole takes.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { useNumberName } from "../useNumberName";
import { TierRoom } from "./TierRoom";
import styles from "./wizard.module.css";

export function RoomTable({ found }: { found: PreFlight }) {
  const { t } = useTranslation();
  const format = useFormat();
  const numberName = useNumberName();
  const { first_due_at: first, last_due_at: last } = found;
  return (
    <section className={styles.group} aria-labelledby="room">
      <h2 id="room">{t("campaigns.review.room")}</h2>
      <Table className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("campaigns.review.number")}</Table.Th>
            <Table.Th className={styles.figure}>{t("campaigns.review.people")}</Table.Th>
            <Table.Th className={styles.figure}>{t("campaigns.review.pace")}</Table.Th>
            <Table.Th className={styles.figure}>{t("campaigns.review.takes")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.per_number.map((number) => (
            <Table.Tr key={number.number_id}>
              <Table.Td>{numberName(number.number_id)}</Table.Td>
              <Table.Td className={styles.figure}>{format.number(number.count)}</Table.Td>
              <Table.Td className={styles.figure}>
                {t("campaigns.review.perSecond", { count: number.messages_per_second })}
              </Table.Td>
              <Table.Td className={styles.figure}>
                {number.count === 0 ? "–" : format.duration(number.takes_seconds * 1000)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <TierRoom found={found} />
      {first !== null && last !== null && last - first > 60_000 && (
        <p className="soft small">
          {t("campaigns.review.between", { first: format.dateTime(first), last: format.dateTime(last) })}
        </p>
      )}
    </section>
  );
}
