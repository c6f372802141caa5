import { IconArrowDownLeft, IconArrowUpRight, IconClipboardText } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ExchangeLine } from "../api/simulation";
import { useFormat } from "../app/format";
import styles from "./simulation.module.css";

const ROW_HEIGHT = 44;
const ICONS = { request: IconArrowDownLeft, webhook: IconArrowUpRight, flow_request: IconClipboardText } as const;

interface LogRowsProps {
  lines: ExchangeLine[];
  openId: number | undefined;
  onOpen: (id: number) => void;
}

/** Only the rows in sight are there: the log keeps thousands. */
export function LogRows({ lines, openId, onOpen }: LogRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 8,
  });
  return (
    <div ref={scroller} className={styles.logScroller}>
      <ul className={styles.logRows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const line = lines[row.index];
          return (
            line && (
              <li key={row.key} style={{ height: row.size, transform: `translateY(${row.start}px)` }}>
                <LogRow
                  line={line}
                  open={line.id === openId}
                  onOpen={() => {
                    onOpen(line.id);
                  }}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function LogRow({ line, open, onOpen }: { line: ExchangeLine; open: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = ICONS[line.kind];
  const isBad = line.note !== null || line.status === null || line.status >= 400;
  return (
    <button type="button" className={styles.logRow} aria-pressed={open} onClick={onOpen}>
      <Icon size={16} role="img" aria-label={t(`simulation.log.kind.${line.kind}`)} />
      <span className={styles.status} data-bad={isBad || undefined}>
        {line.status ?? "–"}
        {line.error_code !== null && ` · ${line.error_code}`}
      </span>
      <span className="ellipsis">
        {line.summary === "" ? `${line.method} ${line.target}` : line.summary}
        {line.note && <span className="soft"> · {line.note}</span>}
      </span>
      <time className="soft small tabular" dateTime={new Date(line.at).toISOString()} title={format.exact(line.at)}>
        {format.time(line.at)}
      </time>
    </button>
  );
}
