import { useTranslation } from "react-i18next";
import type { Goal } from "../api/types";
import { isRate, measureOf } from "./measure";

/** What a goal counts, in words. */
export function useMeaning(goal: Goal): string {
  const { t } = useTranslation();
  const measure = measureOf(goal);
  switch (measure.kind) {
    case "events":
      return t("goals.meaning.events", { event: measure.event });
    case "share":
      return t("goals.meaning.share", { event: measure.event, of: measure.of });
    case "rate":
      return t("goals.meaning.rate", { rate: isRate(measure.rate) ? t(`goals.rate.${measure.rate}`) : measure.rate });
  }
}
