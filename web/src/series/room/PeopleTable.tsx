import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { SeriesPerson } from "../../api/types";
import { Chip, type Tone } from "../../app/Chip";
import { useFormat } from "../../app/format";
import { RelativeTime } from "../../app/RelativeTime";
import { PeopleFrame } from "../../campaigns/report/PeopleFrame";
import report from "../../campaigns/report/report.module.css";
import type { PersonState } from "../search";

const COLUMNS = ["person", "way", "next", "began"] as const;

interface TableProps {
  items: SeriesPerson[];
  onNearEnd: () => void;
}

export function PeopleTable({ items, onNearEnd }: TableProps) {
  const { t } = useTranslation();
  const columns = COLUMNS.map((key) => ({ key, label: t(`series.column.${key}`) }));
  return (
    <PeopleFrame
      labelledBy="who"
      columns={columns}
      items={items}
      row={(person, style) => <Row person={person} style={style} />}
      onNearEnd={onNearEnd}
    />
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
