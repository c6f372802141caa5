// All campaigns side by side: by campaign, template, segment or number.
import { Button, Menu, NativeSelect, SegmentedControl } from "@mantine/core";
import { IconChartBar, IconFileExport } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { resultsQuery } from "../../api/campaigns";
import { Guarded } from "../../app/Guarded";
import { Page } from "../../app/Page";
import { EmptyState, ErrorState, LoadingRows } from "../../app/states";
import { Goals } from "../../goals/Goals";
import { Sections } from "../Sections";
import { ordered } from "./order";
import { ResultsTable } from "./ResultsTable";
import { BY, PERIODS, type ResultsSearch } from "./search";
import styles from "../campaigns.module.css";

const DAY = 86_400_000;
const USUAL = 90;

export function ResultsPage() {
  const { t } = useTranslation();
  return (
    <Guarded permission="read_campaigns">
      <Page title={t("campaigns.results")}>
        <Sections />
        <Goals />
        <Results />
      </Page>
    </Guarded>
  );
}

function Results() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/shell/results" });
  const days = search.days ?? USUAL;
  const by = search.by ?? "campaign";
  // The moment the period is counted from stays while one looks.
  const [opened] = useState(() => Date.now());
  const from = opened - days * DAY;
  const results = useQuery(resultsQuery(from, by));
  return (
    <section aria-label={t("campaigns.results")}>
      <Choices search={search} from={from} />
      {results.isPending && <LoadingRows rows={4} height={56} />}
      {results.isError && <ErrorState error={results.error} retry={() => void results.refetch()} />}
      {results.isSuccess && results.data.items.length === 0 && (
        <EmptyState icon={<IconChartBar />} title={t("campaigns.outcome.emptyTitle")}>
          {t("campaigns.outcome.emptyDetail")}
        </EmptyState>
      )}
      {results.isSuccess && results.data.items.length > 0 && (
        <ResultsTable rows={ordered(results.data.items, search.order)} by={by} order={search.order} />
      )}
    </section>
  );
}

function Choices({ search, from }: { search: ResultsSearch; from: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const change = (part: ResultsSearch) => {
    void navigate({ to: ".", search: (old: ResultsSearch) => ({ ...old, ...part }), replace: true });
  };
  const by = search.by ?? "campaign";
  return (
    <div className={styles.filters}>
      <SegmentedControl
        aria-label={t("campaigns.outcome.byLabel")}
        value={by}
        data={BY.map((value) => ({ value, label: t(`campaigns.outcome.by.${value}`) }))}
        onChange={(next) => {
          change({ by: BY.find((known) => known === next) });
        }}
      />
      <NativeSelect
        aria-label={t("campaigns.outcome.period")}
        value={search.days ?? USUAL}
        data={PERIODS.map((value) => ({
          value: String(value),
          label: t("campaigns.outcome.lastDays", { count: value }),
        }))}
        onChange={(event) => {
          change({ days: PERIODS.find((known) => String(known) === event.currentTarget.value) });
        }}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconFileExport size={16} />}>
            {t("campaigns.report.export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(["csv", "xlsx"] as const).map((format) => (
            <Menu.Item
              key={format}
              component="a"
              href={`/api/v1/results/export?format=${format}&by=${by}&from=${from}`}
              download={`results.${format}`}
            >
              {t("campaigns.outcome.exportAs", { format: format.toUpperCase() })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
