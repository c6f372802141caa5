import { useTranslation } from "react-i18next";
import type { SeriesDocument, SeriesStep } from "./model/document";
import { stepWords } from "./model/words";

/** When a step of this series comes. */
export function useStepWords({ trigger }: SeriesDocument): (step: SeriesStep) => string {
  const { t, i18n } = useTranslation();
  return (step) => stepWords(step, trigger.kind, t, i18n.language);
}
