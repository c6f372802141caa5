import { Checkbox } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconBan } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../api/contacts";
import type { Contact } from "../api/types";
import { Initials } from "../app/Initials";
import { useMay } from "../app/session";
import { useShortcuts } from "../app/shortcuts";
import { useContactName } from "./contact-name";
import { ContactCell } from "./ContactCell";
import { useChangeSearch } from "./ContactFilters";
import { type Column, fieldOf, shownColumns, useColumnChoice } from "./columns";
import styles from "./contacts.module.css";
import { SORTS } from "./search";
import type { Selection } from "./selection";

const ROW_HEIGHT = 44;
const NARROW_ROW_HEIGHT = 64;

interface TableProps {
  items: Contact[];
  total: number;
  selection: Selection;
  onNearEnd?: () => void;
}

/** Only the rows in sight are in the page: a hundred thousand people scroll like ten. */
export function ContactTable({ items, total, selection, onNearEnd }: TableProps) {
  const { t } = useTranslation();
  const narrow = useMediaQuery("(max-width: 48em)");
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  const [chosen] = useColumnChoice();
  const columns: Column[] = narrow ? ["phone", "marketing"] : shownColumns(chosen, attributes);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 10,
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, narrow]);
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= items.length - 15) onNearEnd?.();
  }, [lastShown, items.length, onNearEnd]);
  const focused = useRowKeys(items, selection, (index) => {
    virtual.scrollToIndex(index);
  });
  const template = `40px minmax(200px, 2fr) ${columns.map(() => "minmax(130px, 1fr)").join(" ")}`;
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        role="table"
        aria-label={t("nav.contacts")}
        aria-rowcount={total + 1}
        className={styles.table}
        style={{ "--columns": template } as CSSProperties}
      >
        <Head columns={columns} selection={selection} count={items.length} />
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ key, index, size, start }) => {
            const contact = items[index];
            return (
              contact && (
                <Row
                  key={key}
                  contact={contact}
                  index={index}
                  columns={columns}
                  selection={selection}
                  focused={focused === index}
                  style={{ height: size, transform: `translateY(${start}px)` }}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head({ columns, selection, count }: { columns: Column[]; selection: Selection; count: number }) {
  const { t } = useTranslation();
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  const titleOf = (column: Column) => {
    const field = fieldOf(column);
    if (field !== undefined) return attributes.find(({ name }) => name === field)?.title ?? field;
    return t(`contacts.column.${column as (typeof SORTS)[number]}`);
  };
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      <span role="columnheader" aria-label={t("contacts.choose")}>
        {useMay()("manage_contacts") && count > 0 && (
          <Checkbox
            size="xs"
            aria-label={t("contacts.chooseAll")}
            checked={selection.everybody}
            indeterminate={!selection.everybody && selection.count > 0}
            onChange={selection.everybody ? selection.clear : selection.chooseEverybody}
          />
        )}
      </span>
      <SortableHead column="name" title={t("contacts.column.name")} />
      {columns.map((column) => (
        <SortableHead key={column} column={column} title={titleOf(column)} />
      ))}
    </div>
  );
}

function SortableHead({ column, title }: { column: string; title: string }) {
  const search = useSearch({ from: "/shell/contacts" });
  const change = useChangeSearch();
  const sort = SORTS.find((known) => known === column);
  if (!sort) {
    return (
      <span role="columnheader" className="ellipsis">
        {title}
      </span>
    );
  }
  const active = (search.sort ?? "name") === sort;
  const Arrow = search.descending ? IconArrowDown : IconArrowUp;
  return (
    <span role="columnheader" aria-sort={active ? (search.descending ? "descending" : "ascending") : "none"}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => {
          change({
            sort: sort === "name" ? undefined : sort,
            // Of moments the latest are asked for first, of names the first.
            descending: (active ? !search.descending : sort !== "name") || undefined,
          });
        }}
      >
        <span className="ellipsis">{title}</span>
        {active && <Arrow size={14} aria-hidden />}
      </button>
    </span>
  );
}

interface RowProps {
  contact: Contact;
  index: number;
  columns: Column[];
  selection: Selection;
  focused: boolean;
  style: CSSProperties;
}

function Row({ contact, index, columns, selection, focused, style }: RowProps) {
  const { t } = useTranslation();
  const chosen = selection.has(contact.id);
  const name = useContactName()(contact);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (focused) link.current?.focus({ preventScroll: true });
  }, [focused]);
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={style} data-chosen={chosen || undefined}>
      <span role="cell">
        {useMay()("manage_contacts") && (
          <Checkbox
            size="xs"
            aria-label={t("contacts.chooseOne", { name })}
            checked={chosen}
            onChange={() => {
              selection.toggle(contact.id);
            }}
          />
        )}
      </span>
      <span role="cell" className={styles.name}>
        <Initials name={name} size={28} />
        <Link
          ref={link}
          to="/contacts/$contactId"
          params={{ contactId: contact.id }}
          className={`ellipsis ${styles.open}`}
        >
          {name}
        </Link>
        {contact.blocked && <IconBan size={16} color="var(--bad)" aria-label={t("contacts.blocked")} />}
      </span>
      {columns.map((column) => (
        <span key={column} role="cell" className={styles.cell} data-column={column}>
          <ContactCell contact={contact} column={column} />
        </span>
      ))}
    </div>
  );
}

/** j and k walk from name to name, x chooses; the name is a link. */
function useRowKeys(items: Contact[], selection: Selection, show: (index: number) => void): number {
  const [focused, setFocused] = useState(-1);
  const move = (step: number) => {
    const next = Math.min(Math.max(focused + step, 0), items.length - 1);
    setFocused(next);
    show(next);
  };
  const contact = items[focused];
  useShortcuts({
    j: () => {
      move(1);
    },
    k: () => {
      move(-1);
    },
    x: () => {
      if (contact) selection.toggle(contact.id);
    },
    Escape: selection.count > 0 ? selection.clear : undefined,
  });
  return focused;
}
