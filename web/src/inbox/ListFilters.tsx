import { SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { conversationCountsQuery, type InboxTab } from "../api/conversations";
import { useFormat } from "../app/format";
import { SearchBox } from "../app/SearchBox";
import styles from "./inbox.module.css";
import { type InboxSearch, OWNERS, STATUSES, TABS, toFilter } from "./search";

function useChangeSearch() {
  const navigate = useNavigate();
  return (change: InboxSearch) => {
    void navigate({ to: ".", search: (old: InboxSearch) => ({ ...old, ...change }), replace: true });
  };
}

export function ListFilters() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/shell/inbox" });
  const change = useChangeSearch();
  return (
    <header className={styles.filters}>
      <div className={styles.filterRow}>
        <h2 className={styles.listTitle}>{t("nav.inbox")}</h2>
        <Select
          aria-label={t("inbox.statusLabel")}
          className={styles.select}
          size="xs"
          data={STATUSES.map((value) => ({ value, label: t(`conversationStatus.${value}`) }))}
          value={search.status ?? "open"}
          allowDeselect={false}
          onChange={(status) => {
            change({ status: STATUSES.find((word) => word === status && word !== "open") });
          }}
        />
        <Select
          aria-label={t("inbox.ownerLabel")}
          className={styles.select}
          size="xs"
          data={[
            { value: "any", label: t("inbox.anyOwner") },
            ...OWNERS.map((value) => ({ value, label: t(`owner.${value}`) })),
          ]}
          value={search.owner ?? "any"}
          allowDeselect={false}
          onChange={(owner) => {
            change({ owner: OWNERS.find((word) => word === owner) });
          }}
        />
      </div>
      <SearchBox
        label={t("inbox.search")}
        value={search.q}
        onChange={(q) => {
          change({ q });
        }}
      />
      <TabsWithCounts
        search={search}
        onChange={(tab) => {
          change({ tab: tab === "all" ? undefined : tab });
        }}
      />
    </header>
  );
}

function TabsWithCounts({ search, onChange }: { search: InboxSearch; onChange: (tab: InboxTab) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { status, owner, q } = toFilter(search);
  const counts = useQuery(conversationCountsQuery({ status, owner, q })).data;
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t("inbox.tabsLabel")}
      value={search.tab ?? "all"}
      onChange={onChange}
      data={TABS.map((value) => ({
        value,
        label: (
          <span>
            {t(`inbox.tab.${value}`)} {counts && <span className="tabular">{format.compact(counts[value])}</span>}
          </span>
        ),
      }))}
    />
  );
}
