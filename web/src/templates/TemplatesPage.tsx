// Every template of the workspace: what can be sent, what waits for Meta, what needs a hand.
import { Button } from "@mantine/core";
import { IconBooks, IconTemplate } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { templateListQuery } from "../api/templates";
import type { ListedTemplate } from "../api/types";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { useRowKeys } from "../app/useRowKeys";
import { LibraryModal } from "./LibraryModal";
import { NewTemplate } from "./NewTemplate";
import { ordered } from "./order";
import { filterOf, type TemplateSearch } from "./search";
import { SyncButton } from "./SyncButton";
import { TemplateFilters } from "./TemplateFilters";
import { TemplateRow } from "./TemplateRow";
import styles from "./templates.module.css";

export function TemplatesPage() {
  const { t } = useTranslation();
  const may = useMay()("manage_templates");
  return (
    <Guarded permission="read_templates">
      <Page title={t("nav.templates")} actions={may && <Beginnings />}>
        <Templates />
      </Page>
    </Guarded>
  );
}

function Beginnings() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"library" | "new" | null>(null);
  const close = () => {
    setOpen(null);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBooks size={16} />}
        onClick={() => {
          setOpen("library");
        }}
      >
        {t("templates.library")}
      </Button>
      <Button
        leftSection={<IconTemplate size={16} />}
        onClick={() => {
          setOpen("new");
        }}
      >
        {t("templates.new")}
      </Button>
      <LibraryModal opened={open === "library"} onClose={close} />
      <NewTemplate opened={open === "new"} onClose={close} />
    </>
  );
}

function Templates() {
  const { t } = useTranslation();
  const filter = useSearch({ from: "/shell/templates" });
  const templates = useInfiniteQuery(templateListQuery(filterOf(filter)));
  const items = templates.data?.pages.flatMap((page) => page.items) ?? [];
  const { arranged: order = "name" } = filter;
  // Another order than that of the pages takes all of them.
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = templates;
  useEffect(() => {
    if (order !== "name" && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [order, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const list = useRowKeys<HTMLUListElement>();
  return (
    <section aria-label={t("nav.templates")}>
      <div className={styles.tools}>
        <TemplateFilters filter={filter} />
        <SyncButton at={templates.data?.pages[0]?.synced_at} />
      </div>
      {templates.isPending && <LoadingRows rows={4} height={76} />}
      {templates.isError && <ErrorState error={templates.error} retry={() => void templates.refetch()} />}
      {templates.isSuccess && items.length === 0 && <Nothing filter={filter} />}
      <ul ref={list} className={styles.list}>
        {ordered(byName(items), order).map((languages) => (
          <li key={`${languages[0]?.account_id} ${languages[0]?.name}`}>
            <TemplateRow languages={languages} />
          </li>
        ))}
      </ul>
      {templates.hasNextPage && (
        <Button
          variant="subtle"
          loading={templates.isFetchingNextPage}
          onClick={() => {
            void templates.fetchNextPage();
          }}
        >
          {t("action.more")}
        </Button>
      )}
    </section>
  );
}

function Nothing({ filter }: { filter: TemplateSearch }) {
  const { t } = useTranslation();
  const may = useMay()("manage_templates");
  const filtered = Object.values(filterOf(filter)).some((value) => value !== undefined);
  if (filtered) return <EmptyState icon={<IconTemplate />} title={t("templates.nothingFound")} />;
  return (
    <EmptyState
      icon={<IconTemplate />}
      title={t("templates.emptyTitle")}
      action={
        may && (
          <div className={styles.tools}>
            <Beginnings />
          </div>
        )
      }
    >
      {t("templates.emptyDetail")}
    </EmptyState>
  );
}

/** The languages of one template belong together; the list comes sorted by name. */
function byName(items: ListedTemplate[]): ListedTemplate[][] {
  const groups = new Map<string, ListedTemplate[]>();
  for (const item of items) {
    const key = `${item.account_id} ${item.name}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
