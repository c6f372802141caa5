// Where campaigns lead: under which address links live, and who opened each.
import { Alert, Button, Table } from "@mantine/core";
import { IconAlertTriangle, IconLink, IconWorldWww } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { linksQuery } from "../api/links";
import type { FollowedLink } from "../api/types";
import { CopyText } from "../app/CopyText";
import { useFormat } from "../app/format";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { RelativeTime } from "../app/RelativeTime";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { Sections } from "../campaigns/Sections";
import report from "../campaigns/report/report.module.css";
import styles from "./links.module.css";

export function LinksPage() {
  const { t } = useTranslation();
  return (
    <Guarded permission="read_campaigns">
      <Page title={t("links.title")}>
        <Sections />
        <Links />
      </Page>
    </Guarded>
  );
}

function Links() {
  const { t } = useTranslation();
  const links = useInfiniteQuery(linksQuery);
  if (links.isPending) return <LoadingRows rows={4} />;
  if (links.isError) return <ErrorState error={links.error} retry={() => void links.refetch()} />;
  const items = links.data.pages.flatMap((page) => page.items);
  return (
    <div className={report.room}>
      <Base base={links.data.pages[0]?.base ?? null} />
      {items.length === 0 ? (
        <EmptyState icon={<IconLink />} title={t("links.emptyTitle")}>
          {t("links.emptyDetail")}
        </EmptyState>
      ) : (
        <LinkTable items={items} />
      )}
      {links.hasNextPage && (
        <Button variant="subtle" loading={links.isFetchingNextPage} onClick={() => void links.fetchNextPage()}>
          {t("action.more")}
        </Button>
      )}
    </div>
  );
}

/** Set once, by whoever runs the server. */
function Base({ base }: { base: string | null }) {
  const { t } = useTranslation();
  if (base === null) {
    return (
      <Alert color="yellow" icon={<IconAlertTriangle />} title={t("links.base")}>
        {t("links.noBase", { setting: "public_url" })}
      </Alert>
    );
  }
  const address = `${base}{{1}}`;
  return (
    <Alert color="teal" icon={<IconWorldWww />} title={t("links.base")}>
      <p className={styles.base}>{t("links.baseIs", { base })}</p>
      <p className={styles.base}>
        {t("links.buttons", { address })} <CopyText text={address} />
      </p>
    </Alert>
  );
}

function LinkTable({ items }: { items: FollowedLink[] }) {
  const { t } = useTranslation();
  return (
    <section className={report.card} aria-labelledby="links">
      <h2 id="links">{t("links.title")}</h2>
      <Table.ScrollContainer minWidth={720} type="native" tabIndex={0} role="region" aria-labelledby="links">
        <Table className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("links.target")}</Table.Th>
              <Table.Th>{t("links.campaign")}</Table.Th>
              <Table.Th className={report.figure} title={t("links.peopleMeaning")}>
                {t("links.people")}
              </Table.Th>
              <Table.Th className={report.figure}>{t("links.clicks")}</Table.Th>
              <Table.Th className={report.figure} title={t("links.programsMeaning")}>
                {t("links.programs")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((link) => (
              <Row key={link.id} link={link} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function Row({ link }: { link: FollowedLink }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { target, people, clicks, programs, campaign_id: id, campaign_name: name, campaign_kind: kind } = link;
  const label = t("links.seeWho", { count: people, target });
  const figure = format.number(people);
  return (
    <Table.Tr>
      <Table.Td className={styles.target}>{target}</Table.Td>
      <Table.Td>
        {kind === "series" ? (
          <Link to="/series/$seriesId" params={{ seriesId: id }}>
            {name}
          </Link>
        ) : (
          <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
            {name}
          </Link>
        )}
        <div className="soft small">
          <RelativeTime at={link.created_at} />
        </div>
      </Table.Td>
      <Table.Td className={report.figure}>
        {kind === "series" ? (
          <Link to="/series/$seriesId" params={{ seriesId: id }} search={{ who: "clicked" }} aria-label={label}>
            {figure}
          </Link>
        ) : (
          <Link to="/campaigns/$campaignId" params={{ campaignId: id }} search={{ who: "clicked" }} aria-label={label}>
            {figure}
          </Link>
        )}
      </Table.Td>
      <Table.Td className={report.figure}>{format.number(clicks)}</Table.Td>
      <Table.Td className={`${report.figure} soft`}>{format.number(programs)}</Table.Td>
    </Table.Tr>
  );
}
