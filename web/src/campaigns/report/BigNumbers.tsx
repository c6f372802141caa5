import { useTranslation } from "react-i18next";
import type { Campaign } from "../../api/types";
import { useFormat } from "../../app/format";
import { Figure } from "../../overview/Figure";
import overview from "../../overview/overview.module.css";

const SHOWN = ["accepted", "delivered", "read", "replied", "clicked"] as const;

/** What one looks for first. */
export function BigNumbers({ campaign: { summary } }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lost = summary.failed + summary.rejected;
  return (
    <dl className={overview.figures} aria-label={t("campaigns.report.numbers")}>
      <Figure
        label={t("campaigns.measure.planned")}
        meaning={t("campaigns.meaning.planned")}
        value={format.number(summary.planned)}
      />
      {SHOWN.map((measure) => (
        <Figure
          key={measure}
          label={t(`campaigns.measure.${measure}`)}
          meaning={t(`campaigns.meaning.${measure}`)}
          value={format.number(summary[measure])}
        />
      ))}
      <Figure
        label={t("campaigns.measure.failed")}
        meaning={t("campaigns.meaning.failed")}
        value={format.number(lost)}
        tone={lost > 0 ? "bad" : undefined}
      />
    </dl>
  );
}
