import { Button, Loader } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDrafts } from "../api/drafts";
import { threadQuery } from "../api/messages";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { ErrorState, LoadingRows } from "../app/states";
import { ActivityLine } from "./ActivityLine";
import { DraftBubble } from "./DraftBubble";
import styles from "./inbox.module.css";
import { MessageLine } from "./MessageLine";
import { threadLines } from "./thread";

/** What was said and done, oldest above; older pages come when one scrolls up to them. */
export function Thread({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const thread = useInfiniteQuery(threadQuery(conversationId));
  const drafts = useDrafts(conversationId);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = thread;
  if (thread.isPending) return <LoadingRows rows={5} />;
  if (thread.isError) return <ErrorState error={thread.error} retry={() => void thread.refetch()} />;
  const lines = threadLines(thread.data.pages.flatMap((page) => page.items));
  return (
    // Turned upside down, the scroller rests on the newest message and stays there when one is added.
    <div className={styles.threadScroller} role="log" aria-label={t("inbox.threadLabel")} tabIndex={0}>
      <div className={styles.lines}>
        {hasNextPage && <Older loading={isFetchingNextPage} onReach={() => void fetchNextPage()} />}
        {lines.map((line) => {
          if (line.type === "day") return <DaySeparator key={line.at} at={line.at} />;
          if (line.type === "activity") return <ActivityLine key={line.activity.id} activity={line.activity} />;
          return <MessageLine key={line.message.id} conversationId={conversationId} {...line} />;
        })}
        {drafts.map((draft) => (
          <DraftBubble key={draft.clientId} conversationId={conversationId} draft={draft} />
        ))}
      </div>
    </div>
  );
}

function DaySeparator({ at }: { at: number }) {
  const format = useFormat();
  const now = useNow();
  return <div className={styles.day}>{format.day(at, now)}</div>;
}

function Older({ loading, onReach }: { loading: boolean; onReach: () => void }) {
  const { t } = useTranslation();
  const mark = useRef<HTMLDivElement>(null);
  const reach = useRef(onReach);
  useEffect(() => {
    reach.current = onReach;
  });
  useEffect(() => {
    if (!mark.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) reach.current();
    });
    observer.observe(mark.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <div ref={mark} className={styles.older}>
      {loading ? (
        <Loader size="sm" />
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={onReach}>
          {t("inbox.older")}
        </Button>
      )}
    </div>
  );
}
