import { SegmentedControl, Switch } from "@mantine/core";
import { IconListDetails } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EXCHANGE_KINDS, type ExchangeLine, logQuery } from "../api/simulation";
import { SearchBox } from "../app/SearchBox";
import { useShortcuts } from "../app/shortcuts";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { ExchangeView } from "./ExchangeView";
import { LogRows } from "./LogRows";
import type { SimulationSearch } from "./search";
import styles from "./simulation.module.css";

/** Every exchange with the simulated WhatsApp, the newest first. */
export function LogPanel() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/shell/simulation" });
  const { kind, q, troubled, exchange } = search;
  const log = useQuery({ ...logQuery({ kind, q, troubled }), placeholderData: keepPreviousData });
  const lines = log.data ?? [];
  const change = (part: SimulationSearch) => {
    void navigate({ to: "/simulation", search: { ...search, ...part }, replace: true });
  };
  useLogKeys(lines, exchange, (id) => {
    change({ exchange: id });
  });
  return (
    <div className={styles.log} data-open={exchange !== undefined || undefined}>
      <section className={styles.logList} aria-label={t("simulation.panel.log")}>
        <div className={styles.logFilters}>
          <SegmentedControl
            size="xs"
            aria-label={t("simulation.log.kindLabel")}
            value={kind ?? "all"}
            data={["all" as const, ...EXCHANGE_KINDS].map((value) => ({
              value,
              label: t(`simulation.log.kind.${value}`),
            }))}
            onChange={(value) => {
              change({ kind: EXCHANGE_KINDS.find((each) => each === value) });
            }}
          />
          <Switch
            label={t("simulation.log.troubled")}
            checked={troubled ?? false}
            onChange={(event) => {
              change({ troubled: event.currentTarget.checked || undefined });
            }}
          />
          <SearchBox
            className="grow"
            label={t("simulation.log.search")}
            value={q}
            onChange={(text) => {
              change({ q: text });
            }}
          />
        </div>
        {log.isPending && <LoadingRows height={36} />}
        {log.isError && <ErrorState error={log.error} retry={() => void log.refetch()} />}
        {log.isSuccess && lines.length === 0 && (
          <EmptyState icon={<IconListDetails />} title={t("simulation.log.none")}>
            {t("simulation.log.noneDetail")}
          </EmptyState>
        )}
        {lines.length > 0 && (
          <LogRows
            lines={lines}
            openId={exchange}
            onOpen={(id) => {
              change({ exchange: id });
            }}
          />
        )}
      </section>
      {exchange !== undefined && (
        <ExchangeView
          id={exchange}
          onClose={() => {
            change({ exchange: undefined });
          }}
        />
      )}
    </div>
  );
}

function useLogKeys(lines: ExchangeLine[], openId: number | undefined, open: (id: number | undefined) => void) {
  const move = (step: number) => {
    const index = lines.findIndex(({ id }) => id === openId);
    const next = lines[index === -1 ? 0 : Math.min(Math.max(index + step, 0), lines.length - 1)];
    if (next) open(next.id);
  };
  useShortcuts({
    j: () => {
      move(1);
    },
    k: () => {
      move(-1);
    },
    Escape:
      openId === undefined
        ? undefined
        : () => {
            open(undefined);
          },
  });
}
