import { useTranslation } from "react-i18next";
import { useVariableName } from "../../campaigns/wizard/useVariableName";
import type { Fault } from "../model/faults";

export function useFaultWords(): (fault: Fault) => string {
  const { t } = useTranslation();
  const nameOf = useVariableName();
  return ({ code, step = 0, variable = "" }) =>
    t(`series.fault.${code}`, { place: step + 1, variable: nameOf(variable) });
}
