import { useVirtualizer } from "@tanstack/react-virtual";
import { Link } from "@tanstack/react-router";
import { type CSSProperties, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Campaign, Recipient } from "../../api/types";
import { Chip } from "../../app/Chip";
import { RelativeTime } from "../../app/RelativeTime";
import { useLookup } from "../../i18n/lookup";
import type { Plan } from "../model/plan";
import { useReasonWords } from "../reasons";
import { Decide } from "./Decide";
import { momentOf, toneOf } from "./recipient";
import styles from "./report.module.css";

const ROW_HEIGHT = 52;

interface TableProps {
  campaign: Campaign;
  items: Recipient[];
  onNearEnd: () => void;
}

export function RecipientTable({ campaign, items, onNearEnd }: TableProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items[index]?.position ?? index,
    overscan: 10,
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= items.length - 15) onNearEnd();
  }, [lastShown, items.length, onNearEnd]);
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-labelledby="people">
      <div role="table" aria-labelledby="people" aria-rowcount={-1} className={styles.people}>
        <div role="rowgroup">
          <div role="row" className={styles.peopleHead}>
            {(["person", "state", "variant", "at"] as const).map((column) => (
              <span key={column} role="columnheader">
                {t(`campaigns.report.column.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.peopleBody} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ key, index, size, start }) => {
            const recipient = items[index];
            return (
              recipient && (
                <Row
                  key={key}
                  campaign={campaign}
                  recipient={recipient}
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
