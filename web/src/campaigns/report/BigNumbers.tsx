import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../api/types";
import { useFormat } from "../../app/format";
import { Figure } from "../../overview/Figure";
import overview from "../../overview/overview.module.css";
import { stagesOf } from "../model/funnel";
import { useRate } from "./useRate";

/** What one looks for first: the bars of the funnel as figures, and what went wrong. */
export function BigNumbers({ report }: { report: CampaignReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rate = useRate();
  const lost = report.failures.reduce((sum, { count }) => sum + count, 0);
  return (
    <dl className={overview.figures}>
      {stagesOf(report).map((stage) => (
        <Figure
          key={stage.measure}
          label={t(`campaigns.measure.${stage.measure}`)}
          meaning={t(`campaigns.meaning.${stage.measure}`)}
          value={format.number(stage.count)}
        >
          {stage.rate && rate(stage.rate)}
        </Figure>
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
