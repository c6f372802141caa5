import { Button, SegmentedControl } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { JOURNAL, replayParked } from "../api/journal";
import type { JournalState } from "../api/types";
import { overviewQuery } from "../api/workspace";
import { useFormat } from "../app/format";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { SearchBox } from "../app/SearchBox";
import styles from "./journal.module.css";
import { JOURNAL_STATES, type JournalSearch } from "./search";

export function JournalFilters({ filter }: { filter: JournalSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const change = (part: JournalSearch) => {
    void navigate({ to: ".", search: (old: JournalSearch) => ({ ...old, ...part }), replace: true });
  };
  return (
    <header className={styles.filters}>
      <div className={styles.titleRow}>
        <h2>{t("nav.journal")}</h2>
        <ReplayParked />
      </div>
      <div className={styles.filterRow}>
        <StateTabs
          state={filter.state}
          onChange={(state) => {
            change({ state });
          }}
        />
        <SearchBox
          className={styles.search}
          label={t("journal.search")}
          value={filter.q}
          onChange={(q) => {
            change({ q });
          }}
        />
      </div>
    </header>
  );
}

function useCounts() {
  const may = useMay()("read_overview");
  return useQuery({ ...overviewQuery, enabled: may }).data;
}

function StateTabs({ state, onChange }: { state?: JournalState; onChange: (state: JournalState | undefined) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = useCounts();
  const count = (value: JournalState | "received") =>
    counts && <span className="tabular">{format.compact(counts[value])}</span>;
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("journal.stateLabel")}
      value={state ?? "all"}
      onChange={(value) => {
        onChange(value === "all" ? undefined : value);
      }}
      data={[
        {
          value: "all",
          label: (
            <span className={styles.tab}>
              {t("journal.all")} {count("received")}
            </span>
          ),
        },
        ...JOURNAL_STATES.map((value) => ({
          value,
          label: (
            <span className={styles.tab}>
              {t(`journal.state.${value}`)} {count(value)}
            </span>
          ),
        })),
      ]}
    />
  );
}

function ReplayParked() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMay()("replay_journal");
  const parked = useCounts()?.parked ?? 0;
  const replay = useAction({
    mutationFn: replayParked,
    onSuccess: ({ count }) => {
      notifyDone(t("journal.replayed", { count }));
      return queries.invalidateQueries({ queryKey: JOURNAL });
    },
  });
  if (!may || parked === 0) return null;
  return (
    <Button
      size="compact-md"
      variant="default"
      leftSection={<IconRefresh size={16} />}
      loading={replay.isPending}
      onClick={() => {
        replay.mutate();
      }}
    >
      {t("journal.replayParked", { count: parked })}
    </Button>
  );
}
