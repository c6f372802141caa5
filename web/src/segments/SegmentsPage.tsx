import { Button, TextInput } from "@mantine/core";
import { IconPlus, IconSearch, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../api/segments";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { SegmentRow } from "./SegmentRow";
import styles from "./segments.module.css";

export function SegmentsPage() {
  const { t } = useTranslation();
  const may = useMay()("manage_segments");
  return (
    <Guarded permission="read_segments">
      <Page title={t("nav.segments")} actions={may && <NewSegment />}>
        <Segments />
      </Page>
    </Guarded>
  );
}

function NewSegment() {
  const { t } = useTranslation();
  return (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link {...props} to="/segments/$segmentId" params={{ segmentId: "new" }} />}
    >
      {t("segments.new")}
    </Button>
  );
}

/** So few that they are looked through here. */
function Segments() {
  const { t } = useTranslation();
  const may = useMay()("manage_segments");
  const [search, setSearch] = useState("");
  const segments = useQuery(segmentsQuery);
  if (segments.isPending) return <LoadingRows rows={4} />;
  if (segments.isError) return <ErrorState error={segments.error} retry={() => void segments.refetch()} />;
  const { items } = segments.data;
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconUsersGroup />} title={t("segments.emptyTitle")} action={may && <NewSegment />}>
        {t("segments.emptyDetail")}
      </EmptyState>
    );
  }
  const wanted = search.trim().toLocaleLowerCase();
  const found = items.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return (
    <>
      <TextInput
        className={styles.search}
        type="search"
        aria-label={t("segments.search")}
        placeholder={t("segments.search")}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
        }}
      />
      {found.length === 0 && <p className="soft">{t("segments.nothingFound")}</p>}
      <ul className={styles.list}>
        {found.map((segment) => (
          <li key={segment.id}>
            <SegmentRow segment={segment} />
          </li>
        ))}
      </ul>
    </>
  );
}
