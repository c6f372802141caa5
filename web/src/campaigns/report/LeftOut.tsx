// Who got nothing, by the reason: each opens to its people.
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../api/types";
import { useFormat } from "../../app/format";
import { useReasonWords } from "../reasons";
import { useShowRecipients } from "./Recipients";
import styles from "./report.module.css";

export function LeftOut({ reasons }: { reasons: CampaignReport["skipped"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReasonWords();
  const show = useShowRecipients();
  if (reasons.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="left-out">
      <h2 id="left-out">{t("campaigns.report.leftOut")}</h2>
      <ul className={styles.reasons}>
        {reasons.map(({ reason, count }) => (
          <li key={reason}>
            <button
              type="button"
              className={styles.part}
              onClick={() => {
                show({ who: "skipped", reason });
              }}
            >
              {format.number(count)}
            </button>
            <div>
              <strong>{words(reason).what}</strong> {words(reason).remedy}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
