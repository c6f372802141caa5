import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { Campaign, Recipient } from "../../api/types";
import { Chip } from "../../app/Chip";
import { RelativeTime } from "../../app/RelativeTime";
import { useLookup } from "../../i18n/lookup";
import type { Plan } from "../model/plan";
import { useReasonWords } from "../reasons";
import { Decide } from "./Decide";
import { PeopleFrame } from "./PeopleFrame";
import { momentOf, toneOf } from "./recipient";
import styles from "./report.module.css";

const COLUMNS = ["person", "state", "variant", "at"] as const;

interface TableProps {
  campaign: Campaign;
  items: Recipient[];
  onNearEnd: () => void;
}

export function RecipientTable({ campaign, items, onNearEnd }: TableProps) {
  const { t } = useTranslation();
  const columns = COLUMNS.map((key) => ({ key, label: t(`campaigns.report.column.${key}`) }));
  return (
    <PeopleFrame
      labelledBy="people"
      columns={columns}
      items={items}
      keyOf={({ position }) => position}
      row={(recipient, style) => <Row campaign={campaign} recipient={recipient} style={style} />}
      onNearEnd={onNearEnd}
    />
  );
}

interface RowProps {
  campaign: Campaign;
  recipient: Recipient;
  style: CSSProperties;
}

function Row({ campaign, recipient, style }: RowProps) {
  const { t } = useTranslation();
  const { variants } = campaign.plan as unknown as Plan;
  const at = momentOf(recipient);
  return (
    <div role="row" className={styles.person} style={style}>
      <span role="cell" className={styles.who}>
        <Link to="/contacts/$contactId" params={{ contactId: recipient.contact_id }} className="ellipsis">
          {[recipient.contact_name, recipient.address].find(Boolean) ?? t("segments.noName")}
        </Link>
        <span className="soft small ellipsis">{recipient.address}</span>
      </span>
      <span role="cell" className={styles.what}>
        <State recipient={recipient} />
        {recipient.state === "undecided" && <Decide campaign={campaign} position={recipient.position} />}
      </span>
      <span role="cell">{variants.length > 1 ? variants[recipient.variant]?.name : variants[0]?.template}</span>
      <span role="cell" className="soft small">
        {at !== undefined && <RelativeTime at={at} />}
        {recipient.attempt > 1 && ` · ${t("campaigns.recipient.attempt", { count: recipient.attempt })}`}
      </span>
    </div>
  );
}

/** Where it stands, and why it stands there. */
function State({ recipient: { state, reason, code, replied_at: replied } }: { recipient: Recipient }) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const words = useReasonWords();
  const why = reason ?? (code === null ? undefined : String(code));
  return (
    <span className={styles.state}>
      <span>
        <Chip tone={toneOf(state)}>{lookup(`campaigns.recipient.${state}`) ?? state}</Chip>{" "}
        {replied !== null && <Chip tone="accent">{t("campaigns.recipient.replied")}</Chip>}
      </span>
      {why !== undefined && (
        <span className="soft small ellipsis" title={[words(why).what, words(why).remedy].filter(Boolean).join(" ")}>
          {words(why).what}
        </span>
      )}
    </span>
  );
}
