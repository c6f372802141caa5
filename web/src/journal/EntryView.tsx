import { ActionIcon, Button } from "@mantine/core";
import { IconRefresh, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { JOURNAL, journalBodyQuery, replayOne } from "../api/journal";
import type { JournalBody } from "../api/types";
import { CopyText } from "../app/CopyText";
import { useFormat } from "../app/format";
import { notifyDone, useAction } from "../app/notify";
import { RelativeTime } from "../app/RelativeTime";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { JsonView } from "./JsonView";
import styles from "./journal.module.css";
import { StateChip } from "./StateChip";

/** One webhook body: what it says, what became of it and why, and the way to have it done again. */
export function EntryView({ id }: { id: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const entry = useQuery(journalBodyQuery(id));
  return (
    <section className={styles.entry} aria-label={t("journal.entryLabel")}>
      <div className={styles.entryHeader}>
        <h2>{t("journal.entryLabel")}</h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("action.close")}
          onClick={() => void navigate({ to: "/journal", search: true })}
        >
          <IconX size={18} />
        </ActionIcon>
      </div>
      {entry.isPending && <LoadingRows rows={4} />}
      {entry.isError && <ErrorState error={entry.error} retry={() => void entry.refetch()} />}
      {entry.isSuccess && <Loaded entry={entry.data} />}
    </section>
  );
}

function Loaded({ entry }: { entry: JournalBody }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <div className={styles.facts}>
        <StateChip state={entry.state} />
        <span>
          {t("journal.received")} <RelativeTime at={entry.received_at} />
        </span>
        {entry.processed_at !== null && (
          <span>
            {t("journal.processedAfter", {
              duration: format.duration(Math.max(entry.processed_at - entry.received_at, 0)),
            })}
          </span>
        )}
        <span>{t("journal.deliveries", { count: entry.deliveries })}</span>
        <span>{format.bytes(entry.size)}</span>
      </div>
      {entry.reason && <p className={styles.parkedReason}>{entry.reason}</p>}
      <div className={styles.entryActions}>
        <Replay id={entry.id} />
        <CopyText text={entry.body} size="compact-md" />
      </div>
      <JsonView text={entry.body} label={t("journal.body")} />
    </>
  );
}

function Replay({ id }: { id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMay()("replay_journal");
  const replay = useAction({
    mutationFn: () => replayOne(id),
    onSuccess: () => {
      notifyDone(t("journal.replayed", { count: 1 }));
      return queries.invalidateQueries({ queryKey: JOURNAL });
    },
  });
  if (!may) return null;
  return (
    <Button
      size="compact-md"
      leftSection={<IconRefresh size={16} />}
      loading={replay.isPending}
      onClick={() => {
        replay.mutate();
      }}
    >
      {t("journal.replay")}
    </Button>
  );
}
