// Who is in the series, and where: what comes next for whom, and who has come to the end.
import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { seriesPeopleQuery } from "../../api/series";
import type { Series } from "../../api/types";
import { useMay } from "../../app/session";
import { ErrorState, LoadingRows } from "../../app/states";
import report from "../../campaigns/report/report.module.css";
import type { SeriesDocument } from "../model/document";
import { filterOf, PEOPLE_STATES } from "../search";
import { useStepWords } from "../useStepWords";
import { PeopleTable } from "./PeopleTable";
import { PEOPLE, useShowPeople } from "./useShowPeople";

export function People({ series }: { series: Series }) {
  const { t } = useTranslation();
  const may = useMay()("read_contacts");
  return (
    <section id={PEOPLE} className={report.card} aria-labelledby="who">
      <h2 id="who">{t("series.who")}</h2>
      {may ? (
        <>
          <Filters series={series} />
          <Rows series={series} />
        </>
      ) : (
        <p className="soft">{t("campaigns.report.noContacts")}</p>
      )}
    </section>
  );
}

function Filters({ series }: { series: Series }) {
  const { t } = useTranslation();
  const { way, step } = useSearch({ from: "/shell/series/$seriesId" });
  const show = useShowPeople();
  const document = series.document as unknown as SeriesDocument;
  const words = useStepWords(document);
  return (
    <div className={report.filters}>
      <Select
        aria-label={t("series.filterWay")}
        placeholder={t("campaigns.report.everybody")}
        data={PEOPLE_STATES.map((value) => ({ value, label: t(`series.way.${value}`) }))}
        value={way ?? null}
        clearable
        clearButtonProps={{ "aria-label": t("campaigns.report.everybody") }}
        onChange={(next) => {
          show({ way: PEOPLE_STATES.find((state) => state === next), step: next === "under_way" ? step : undefined });
        }}
      />
      <Select
        aria-label={t("series.filterStep")}
        placeholder={t("series.anyStep")}
        data={document.steps.map((each, place) => ({
          value: String(place),
          label: t("series.stepNamed", { place: place + 1, when: words(each) }),
        }))}
        value={step === undefined ? null : String(step)}
        clearable
        clearButtonProps={{ "aria-label": t("series.anyStep") }}
        onChange={(next) => {
          show(next === null ? { way } : { way: "under_way", step: Number(next) });
        }}
      />
    </div>
  );
}

const AGAIN_MS = 10_000;

function Rows({ series }: { series: Series }) {
  const { t } = useTranslation();
  const search = useSearch({ from: "/shell/series/$seriesId" });
  const found = useInfiniteQuery({
    ...seriesPeopleQuery(series.id, filterOf(search)),
    refetchInterval: series.state === "running" && AGAIN_MS,
  });
  if (found.isPending) return <LoadingRows rows={5} height={40} />;
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="soft">{t("series.nobody")}</p>;
  return (
    <PeopleTable
      items={items}
      onNearEnd={() => {
        if (found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
      }}
    />
  );
}
