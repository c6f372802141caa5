// A node on the canvas: what it says as a bubble, and below it every way out with a dot to pull from.
import { Handle, type NodeProps, Position } from "@xyflow/react";
import {
  IconAlertTriangle,
  IconCircleX,
  IconDoorExit,
  IconList,
  IconPhoto,
  IconPlayerPlay,
  IconUsers,
} from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { FormattedText } from "../../message/FormattedText";
import { useFormat } from "../../app/format";
import type { Card } from "../model/card";
import type { Standing } from "../useStanding";
import styles from "./canvas.module.css";
import { type CardNode, IN } from "./graph";
import { KindIcon } from "./KindIcon";
import { useKindName } from "./useKindName";

export const NodeCard = memo(function NodeCard({ data, selected }: NodeProps<CardNode>) {
  const { t } = useTranslation();
  const kindName = useKindName();
  const { card, problem, standing, lit, change, readOnly } = data;
  return (
    <div
      className={styles.card}
      data-selected={selected || undefined}
      data-problem={problem}
      data-lit={lit}
      data-change={change}
      data-speaks={card.speaks || undefined}
    >
      <Handle id={IN} type="target" position={Position.Top} isConnectable={!readOnly} className={styles.in} />
      <header className={styles.cardHeader}>
        <KindIcon kind={card.kind} />
        <strong className="ellipsis">{kindName(card.kind)}</strong>
        <span className={`${styles.cardName} ellipsis`}>{card.id}</span>
        {card.isStart && (
          <span className={styles.start} title={t("builder.start")}>
            <IconPlayerPlay size={12} aria-label={t("builder.start")} />
          </span>
        )}
        {standing && <StandingChips standing={standing} />}
        {problem === "error" && <IconCircleX size={16} className={styles.error} aria-label={t("flows.error")} />}
        {problem === "warning" && (
          <IconAlertTriangle size={16} className={styles.warning} aria-label={t("flows.warning")} />
        )}
      </header>
      <Body card={card} />
      <Outlets card={card} readOnly={readOnly} />
    </div>
  );
});

function StandingChips({ standing: { contacts, left, share } }: { standing: Standing }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {contacts > 0 && (
        <span className={styles.contacts} title={t("builder.here", { count: contacts })}>
          <IconUsers size={12} aria-hidden />
          {contacts}
        </span>
      )}
      {left > 0 && (
        <span className={styles.left} title={t("builder.left", { count: left })}>
          <IconDoorExit size={12} aria-hidden />
          {format.percent(share)}
        </span>
      )}
    </>
  );
}

function Body({ card }: { card: Card }) {
  const { t } = useTranslation();
  return (
    <>
      {card.media && (
        <div className={styles.media}>
          <IconPhoto size={24} aria-hidden /> {card.media}
        </div>
      )}
      {card.lines > 0 && (
        <div className={styles.text} style={{ height: card.lines * 20 + 12, WebkitLineClamp: card.lines }}>
          {card.speaks ? <FormattedText text={card.text} /> : card.text}
        </div>
      )}
      {card.footer && <div className={`${styles.cardFooter} ellipsis`}>{card.footer}</div>}
      {card.list && (
        <div className={styles.listNote}>
          <IconList size={14} aria-hidden /> {t("builder.becomesList")}
        </div>
      )}
    </>
  );
}

function Outlets({ card, readOnly }: { card: Card; readOnly: boolean }) {
  const { t } = useTranslation();
  return card.outlets.map((outlet, index) => {
    const title = outlet.dangling && t(`builder.dangling.${outlet.dangling}`, { node: outlet.target ?? "" });
    const handle = (
      <Handle
        id={outlet.id}
        type="source"
        position={outlet.route === "next" ? Position.Bottom : Position.Right}
        isConnectable={!readOnly}
        className={styles.out}
        data-dangling={outlet.dangling}
        data-open={outlet.target === undefined || undefined}
        title={title}
        style={outlet.route === "next" ? undefined : { top: card.depths[index] }}
      />
    );
    if (outlet.route === "next") return <span key={outlet.id}>{handle}</span>;
    return (
      <div key={outlet.id} className={styles.outlet} data-type={outlet.type}>
        <span className="ellipsis">
          {outlet.route ? t(`builder.route.${outlet.route}`) : outlet.label || t("builder.noCondition")}
        </span>
        {handle}
      </div>
    );
  });
}
