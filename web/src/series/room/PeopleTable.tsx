// The people of a series, row by row: only the rows in sight are in the page.
import { useVirtualizer } from "@tanstack/react-virtual";
import { Link } from "@tanstack/react-router";
import { type CSSProperties, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SeriesPerson } from "../../api/types";
import { Chip, type Tone } from "../../app/Chip";
import { useFormat } from "../../app/format";
import { RelativeTime } from "../../app/RelativeTime";
import report from "../../campaigns/report/report.module.css";
import type { PersonState } from "../search";

const ROW_HEIGHT = 52;

interface TableProps {
  items: SeriesPerson[];
  onNearEnd: () => void;
}

export function PeopleTable({ items, onNearEnd }: TableProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= items.length - 15) onNearEnd();
  }, [lastShown, items.length, onNearEnd]);
  return (
    <div ref={scroller} className={report.scroller} tabIndex={0} role="region" aria-labelledby="who">
      <div role="table" aria-labelledby="who" aria-rowcount={-1} className={report.people}>
        <div role="rowgroup">
          <div role="row" className={report.peopleHead}>
            {(["person", "way", "next", "began"] as const).map((column) => (
              <span key={column} role="columnheader">
                {t(`series.column.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={report.peopleBody} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ key, index, size, start }) => {
            const person = items[index];
            const style = { height: size, transform: `translateY(${start}px)` };
            return person && <Row key={key} person={person} style={style} />;
          })}
        </div>
      </div>
    </div>
  );
}

const TONES: Record<PersonState, Tone> = { under_way: "accent", done: "ok", stopped: "plain", withdrawn: "plain" };

function Row({ person, style }: { person: SeriesPerson; style: CSSProperties }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { contact_id: contactId, contact_name: name, address, state, step, due_at: due, ended_at: ended } = person;
  return (
    <div role="row" className={report.person} style={style}>
      <span role="cell" className={report.who}>
        <Link to="/contacts/$contactId" params={{ contactId }} className="ellipsis">
          {[name, address].find(Boolean) ?? t("contacts.nameless")}
        </Link>
        <span className="soft small ellipsis">{address}</span>
      </span>
      <span role="cell">
        <Chip tone={TONES[state]} title={t(`series.wayMeaning.${state}`)}>
          {t(`series.way.${state}`)}
        </Chip>
      </span>
      <span role="cell">
        {step === null || due === null ? (
          ended !== null && (
            <span className="soft small">
              {t("series.endedAt")} <RelativeTime at={ended} />
            </span>
          )
        ) : (
          <span className={report.state}>
            <span>{t("series.stepAt", { place: step + 1 })}</span>
            <span className="soft small">{format.dateTime(due)}</span>
          </span>
        )}
      </span>
      <span role="cell" className="soft small">
        <RelativeTime at={person.began_at} />
      </span>
    </div>
  );
}
