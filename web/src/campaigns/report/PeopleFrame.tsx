// People, row by row: only the rows in sight are in the page.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, Fragment, type ReactNode, useEffect, useRef } from "react";
import styles from "./report.module.css";

const ROW_HEIGHT = 52;

interface FrameProps<Item> {
  /** The id of the heading above. */
  labelledBy: string;
  columns: { key: string; label: string }[];
  items: Item[];
  keyOf?: (item: Item) => number;
  row: (item: Item, style: CSSProperties) => ReactNode;
  onNearEnd: () => void;
}

export function PeopleFrame<Item>({ labelledBy, columns, items, keyOf, row, onNearEnd }: FrameProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined || keyOf === undefined ? index : keyOf(item);
    },
    overscan: 10,
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= items.length - 15) onNearEnd();
  }, [lastShown, items.length, onNearEnd]);
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-labelledby={labelledBy}>
      <div role="table" aria-labelledby={labelledBy} aria-rowcount={-1} className={styles.people}>
        <div role="rowgroup">
          <div role="row" className={styles.peopleHead}>
            {columns.map(({ key, label }) => (
              <span key={key} role="columnheader">
                {label}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.peopleBody} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ key, index, size, start }) => {
            const item = items[index];
            if (item === undefined) return null;
            return <Fragment key={key}>{row(item, { height: size, transform: `translateY(${start}px)` })}</Fragment>;
          })}
        </div>
      </div>
    </div>
  );
}
