// Who gets nothing, and why: each reason opens to its people.
import { Button, Drawer, Table } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { preFlightPeopleQuery } from "../../api/campaigns";
import type { PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { Initials } from "../../app/Initials";
import { useMay } from "../../app/session";
import { ErrorState, LoadingRows } from "../../app/states";
import { useReasonWords } from "../reasons";
import styles from "./wizard.module.css";

export function ReasonTable({ id, found }: { id: string; found: PreFlight }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReasonWords();
  const may = useMay()("read_contacts");
  const [shown, setShown] = useState<string | null>(null);
  const heldOut = { reason: "held_out", count: found.held_out };
  const reasons = [...found.reasons, heldOut].filter(({ count }) => count > 0);
  return (
    <section className={styles.group} aria-labelledby="reasons">
      <h2 id="reasons">{t("campaigns.review.leftOut")}</h2>
      {reasons.length === 0 && <p className="soft">{t("campaigns.review.nobodyLeftOut")}</p>}
      {reasons.length > 0 && (
        <Table className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("campaigns.review.reason")}</Table.Th>
              <Table.Th className={styles.figure}>{t("campaigns.review.people")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reasons.map(({ reason, count }) => (
              <Table.Tr key={reason}>
                <Table.Td>
                  {words(reason).what} <span className="soft small">{words(reason).remedy}</span>
                </Table.Td>
                <Table.Td className={styles.figure}>
                  {may ? (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={t("campaigns.review.seePeople", {
                        people: format.number(count),
                        reason: words(reason).what,
                      })}
                      onClick={() => {
                        setShown(reason);
                      }}
                    >
                      {format.number(count)}
                    </Button>
                  ) : (
                    format.number(count)
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Drawer
        opened={shown !== null}
        onClose={() => {
          setShown(null);
        }}
        position="right"
        title={shown === null ? "" : words(shown).what}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {shown !== null && <People id={id} reason={shown} />}
      </Drawer>
    </section>
  );
}

function People({ id, reason }: { id: string; reason: string }) {
  const { t } = useTranslation();
  const people = useInfiniteQuery(preFlightPeopleQuery(id, reason));
  if (people.isPending) return <LoadingRows rows={6} height={32} />;
  if (people.isError) return <ErrorState error={people.error} retry={() => void people.refetch()} />;
  return (
    <>
      <ul className={styles.people} data-whole>
        {people.data.pages
          .flatMap((page) => page.items)
          .map(({ contact_id: contactId, name, address }) => (
            <li key={contactId}>
              <Initials name={name || address} size={24} />
              <Link to="/contacts/$contactId" params={{ contactId }} className="ellipsis">
                {name || address}
              </Link>
              <span className="soft small">{address}</span>
            </li>
          ))}
      </ul>
      {people.hasNextPage && (
        <Button variant="subtle" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t("action.more")}
        </Button>
      )}
    </>
  );
}
