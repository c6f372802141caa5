import { SegmentedControl, Select } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchBox } from "../app/SearchBox";
import { type CampaignSearch, VIEWS } from "./search";
import { STATES } from "./states";
import styles from "./campaigns.module.css";

export function CampaignFilters({ search }: { search: CampaignSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const change = (part: CampaignSearch) => {
    void navigate({ to: ".", search: (old: CampaignSearch) => ({ ...old, ...part }), replace: true });
  };
  return (
    <div className={styles.filters}>
      <SearchBox
        className={styles.search}
        label={t("campaigns.search")}
        value={search.q}
        onChange={(q) => {
          change({ q });
        }}
      />
      <Select
        aria-label={t("campaigns.filterState")}
        placeholder={t("campaigns.anyState")}
        data={STATES.map((value) => ({ value, label: t(`campaigns.state.${value}`) }))}
        value={search.stage ?? null}
        clearable
        clearButtonProps={{ "aria-label": t("campaigns.anyState") }}
        onChange={(stage) => {
          change({ stage: STATES.find((known) => known === stage) });
        }}
      />
      <SegmentedControl
        aria-label={t("campaigns.view")}
        value={search.view ?? "list"}
        data={VIEWS.map((value) => ({
          value,
          label: t(value === "list" ? "campaigns.asList" : "campaigns.asCalendar"),
        }))}
        onChange={(view) => {
          change({ view: view === "calendar" ? view : undefined });
        }}
      />
    </div>
  );
}
