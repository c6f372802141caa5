import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { conversationCountsQuery, type InboxTab } from "../api/conversations";
import type { ConversationStatus, Owner } from "../api/types";
import { useFormat } from "../app/format";
import { useShortcuts } from "../app/shortcuts";
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
        <h1>{t("nav.inbox")}</h1>
        <Select
          aria-label={t("inbox.statusLabel")}
          className={styles.select}
          size="xs"
          data={STATUSES.map((value) => ({ value, label: t(`conversationStatus.${value}`) }))}
          value={search.status ?? "open"}
          allowDeselect={false}
          onChange={(status) => {
            change({ status: status === "open" ? undefined : (status as ConversationStatus) });
          }}
        />
        <Select
          aria-label={t("inbox.ownerLabel")}
          className={styles.select}
          size="xs"
          data={[
            { value: "", label: t("inbox.anyOwner") },
            ...OWNERS.map((value) => ({ value, label: t(`owner.${value}`) })),
          ]}
          value={search.owner ?? ""}
          allowDeselect={false}
          onChange={(owner) => {
            change({ owner: owner ? (owner as Owner) : undefined });
          }}
        />
      </div>
      <SearchBox
        key={search.q === undefined ? "empty" : "filled"}
        value={search.q ?? ""}
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

function SearchBox({ value, onChange }: { value: string; onChange: (q: string | undefined) => void }) {
  const { t } = useTranslation();
  const box = useRef<HTMLInputElement>(null);
  const changeSoon = useDebouncedCallback((text: string) => {
    onChange(text.trim() || undefined);
  }, 250);
  useShortcuts({ "/": () => box.current?.focus() });
  return (
    <TextInput
      ref={box}
      type="search"
      size="sm"
      aria-label={t("inbox.search")}
      placeholder={t("inbox.search")}
      leftSection={<IconSearch size={16} />}
      defaultValue={value}
      onChange={(event) => {
        changeSoon(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.blur();
      }}
    />
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
