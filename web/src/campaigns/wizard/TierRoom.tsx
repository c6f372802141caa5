// Meta's limit of people who are written to first: how much of it is left today, and how many days the audience needs.
import { useTranslation } from "react-i18next";
import type { PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { useNumberName } from "../useNumberName";
import styles from "./wizard.module.css";

export function TierRoom({ found: { tier } }: { found: PreFlight }) {
  const { t } = useTranslation();
  const format = useFormat();
  const numberName = useNumberName();
  const limited = tier.filter(({ limit }) => limit !== null);
  if (limited.length === 0) return <p className="soft small">{t("campaigns.review.noTier")}</p>;
  return (
    <ul className={styles.tier}>
      {limited.map(({ number_id, limit, room, days_needed: days }) => (
        <li key={number_id}>
          {limited.length > 1 && <strong>{numberName(number_id)} </strong>}
          {t("campaigns.review.tierRoom", { limit: format.number(limit ?? 0), room: format.number(room ?? 0) })}{" "}
          <strong>
            {days === null ? "" : t("campaigns.review.tierDays", { count: days, days: format.number(days) })}
          </strong>
        </li>
      ))}
    </ul>
  );
}
