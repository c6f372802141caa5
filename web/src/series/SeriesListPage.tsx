// Every series: what begins it, how many people are in it, and what its messages brought.
import { Button } from "@mantine/core";
import { IconPlus, IconTimelineEvent } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { createSeries, seriesListQuery } from "../api/series";
import type { Series } from "../api/types";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { Guarded } from "../app/Guarded";
import { useAction } from "../app/notify";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { useShortcuts } from "../app/shortcuts";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { useRowKeys } from "../app/useRowKeys";
import styles from "../campaigns/campaigns.module.css";
import { Sections } from "../campaigns/Sections";
import { blankSeries } from "./model/document";
import { SeriesRow } from "./SeriesRow";

export function SeriesListPage() {
  const { t } = useTranslation();
  const may = useMay()("manage_campaigns");
  return (
    <Guarded permission="read_campaigns">
      <Page title={t("series.title")} actions={may && <NewSeries />}>
        <Sections />
        <List />
      </Page>
    </Guarded>
  );
}

/** It exists from the first moment, so that nothing that is typed gets lost. */
function NewSeries() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormat();
  const now = useNow();
  const create = useAction<Series>({
    mutationFn: () => createSeries(t("series.newName", { date: format.date(now) }), blankSeries),
    onSuccess: ({ id }) => navigate({ to: "/series/$seriesId", params: { seriesId: id } }),
  });
  const begin = () => {
    create.mutate();
  };
  useShortcuts({ c: begin });
  return (
    <Button leftSection={<IconPlus size={16} />} loading={create.isPending} onClick={begin}>
      {t("series.new")}
    </Button>
  );
}

function List() {
  const { t } = useTranslation();
  const may = useMay()("manage_campaigns");
  const series = useQuery(seriesListQuery);
  const list = useRowKeys<HTMLUListElement>();
  if (series.isPending) return <LoadingRows rows={3} height={96} />;
  if (series.isError) return <ErrorState error={series.error} retry={() => void series.refetch()} />;
  if (series.data.items.length === 0) {
    return (
      <EmptyState icon={<IconTimelineEvent />} title={t("series.emptyTitle")} action={may && <NewSeries />}>
        {t("series.emptyDetail")}
      </EmptyState>
    );
  }
  return (
    <ul ref={list} className={styles.list}>
      {series.data.items.map((one) => (
        <li key={one.id}>
          <SeriesRow series={one} />
        </li>
      ))}
    </ul>
  );
}
