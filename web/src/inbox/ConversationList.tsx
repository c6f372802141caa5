import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { IconInboxOff } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { conversationsQuery } from "../api/conversations";
import type { Conversation } from "../api/types";
import { useShortcuts } from "../app/shortcuts";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { ConversationRow } from "./ConversationRow";
import { EmptyInbox } from "./EmptyInbox";
import styles from "./inbox.module.css";
import { ListFilters } from "./ListFilters";
import { toFilter } from "./search";

const ROW_HEIGHT = 84;

export function ConversationList({ openId }: { openId?: string }) {
  const { t } = useTranslation();
  const search = useSearch({ from: "/shell/inbox" });
  const list = useInfiniteQuery(conversationsQuery(toFilter(search)));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.list} aria-label={t("inbox.listLabel")}>
      <ListFilters />
      {list.isPending && <LoadingRows rows={9} height={ROW_HEIGHT - 12} />}
      {list.isError && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (search.q || search.owner ? <NothingFound /> : <EmptyInbox />)}
      {items.length > 0 && (
        <Rows
          items={items}
          openId={openId}
          onNearEnd={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        />
      )}
    </section>
  );
}

function NothingFound() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<IconInboxOff />} title={t("inbox.nothingFound")}>
      {t("inbox.nothingFoundDetail")}
    </EmptyState>
  );
}

interface RowsProps {
  items: Conversation[];
  openId?: string;
  onNearEnd?: () => void;
}

/** Only the rows in sight are in the page: ten thousand conversations scroll like ten. */
function Rows({ items, openId, onNearEnd }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= items.length - 5) onNearEnd?.();
  }, [lastShown, items.length, onNearEnd]);
  useRowKeys(items, openId, (index) => {
    virtual.scrollToIndex(index);
  });
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const conversation = items[row.index];
          return (
            conversation && (
              <li key={row.key} style={{ height: row.size, transform: `translateY(${row.start}px)` }}>
                <ConversationRow conversation={conversation} open={conversation.id === openId} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function useRowKeys(items: Conversation[], openId: string | undefined, show: (index: number) => void) {
  const navigate = useNavigate();
  const move = (step: number) => {
    const index = items.findIndex(({ id }) => id === openId);
    const next = index === -1 ? 0 : Math.min(Math.max(index + step, 0), items.length - 1);
    const conversation = items[next];
    if (!conversation) return;
    show(next);
    void navigate({
      to: "/inbox/$conversationId",
      params: { conversationId: conversation.id },
      search: true,
      replace: true,
    });
  };
  useShortcuts({
    j: () => {
      move(1);
    },
    k: () => {
      move(-1);
    },
    Escape: openId ? () => void navigate({ to: "/inbox", search: true }) : undefined,
  });
}
