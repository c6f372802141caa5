import { IconBook2 } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { journalQuery } from "../api/journal";
import type { JournalEntry } from "../api/types";
import { Guarded } from "../app/Guarded";
import { useShortcuts } from "../app/shortcuts";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { EntryView } from "./EntryView";
import { JournalFilters } from "./JournalFilters";
import { JournalRows } from "./JournalRows";
import styles from "./journal.module.css";

export function JournalPage() {
  const { t } = useTranslation();
  const { entryId } = useParams({ strict: false });
  return (
    <Guarded permission="read_journal">
      <h1 className="heard">{t("nav.journal")}</h1>
      <div className={styles.journal} data-open={entryId !== undefined || undefined}>
        <Entries openId={entryId} />
        {entryId && <EntryView key={entryId} id={entryId} />}
      </div>
    </Guarded>
  );
}

/** Every webhook body as it came, and what became of it. */
function Entries({ openId }: { openId?: string }) {
  const { t } = useTranslation();
  const filter = useSearch({ from: "/shell/journal" });
  const journal = useInfiniteQuery(journalQuery(filter));
  const entries = journal.data?.pages.flatMap((page) => page.items) ?? [];
  useEntryKeys(entries, openId);
  return (
    <section className={styles.entries} aria-label={t("nav.journal")}>
      <JournalFilters filter={filter} />
      {journal.isPending && <LoadingRows height={44} />}
      {journal.isError && <ErrorState error={journal.error} retry={() => void journal.refetch()} />}
      {journal.isSuccess && entries.length === 0 && (
        <EmptyState
          icon={<IconBook2 />}
          title={t(filter.state === "parked" ? "journal.noneParked" : "journal.emptyTitle")}
        >
          {t(filter.state === "parked" ? "journal.noneParkedDetail" : "journal.emptyDetail")}
        </EmptyState>
      )}
      {entries.length > 0 && (
        <JournalRows
          entries={entries}
          openId={openId}
          loadingMore={journal.isFetchingNextPage}
          onMore={journal.hasNextPage ? () => void journal.fetchNextPage() : undefined}
        />
      )}
    </section>
  );
}

function useEntryKeys(entries: JournalEntry[], openId: string | undefined) {
  const navigate = useNavigate();
  const move = (step: number) => {
    const index = entries.findIndex(({ id }) => id === openId);
    const next = entries[index === -1 ? 0 : Math.min(Math.max(index + step, 0), entries.length - 1)];
    if (next) void navigate({ to: "/journal/$entryId", params: { entryId: next.id }, search: true, replace: true });
  };
  useShortcuts({
    j: () => {
      move(1);
    },
    k: () => {
      move(-1);
    },
    Escape: () => void navigate({ to: "/journal", search: true }),
  });
}
