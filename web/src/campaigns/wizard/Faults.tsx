import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Fault, Step } from "../model/steps";
import { useVariableName } from "./useVariableName";
import styles from "./wizard.module.css";

export function useFaultWords(): (fault: Fault) => string {
  const { t } = useTranslation();
  const nameOf = useVariableName();
  return ({ code, variant = "", variable = "" }) =>
    t(`campaigns.fault.${code}`, { variant, variable: nameOf(variable) });
}

/** What this step still lacks, below it. */
export function Faults({ faults, step }: { faults: Fault[]; step: Step }) {
  const words = useFaultWords();
  const own = faults.filter((fault) => fault.step === step);
  if (own.length === 0) return null;
  return (
    <ul className={styles.faults}>
      {own.map((fault) => (
        <li key={words(fault)}>
          <IconAlertTriangle size={16} aria-hidden />
          {words(fault)}
        </li>
      ))}
    </ul>
  );
}
