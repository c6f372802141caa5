import { useTranslation } from "react-i18next";
import { useFormat } from "../../app/format";
import type { Rate } from "../model/funnel";

/** A rate in words; of too few people it is not told, since it would say nothing. */
export function useRate(): (rate: Rate) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ value, minimum }) =>
    value === null ? t("campaigns.report.tooFewForRate", { count: minimum }) : format.rate(value);
}
