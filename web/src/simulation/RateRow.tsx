import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Faults } from "../api/simulation";
import { type RateName, SPANS } from "./fault-rules";
import styles from "./simulation.module.css";

interface RateRowProps {
  name: RateName;
  faults: Faults;
  onChange: (change: Partial<Faults>) => void;
}

/** How often something goes wrong and, for what waits, how long. */
export function RateRow({ name, faults, onChange }: RateRowProps) {
  const { t } = useTranslation();
  const span = name in SPANS ? SPANS[name as keyof typeof SPANS] : undefined;
  return (
    <div className={styles.rate}>
      <span id={`fault-${name}`}>{t(`simulation.faults.rate.${name}`)}</span>
      <div className={styles.rateInputs}>
        <TextInput
          type="number"
          min={0}
          max={100}
          step="any"
          size="sm"
          className={styles.percent}
          aria-labelledby={`fault-${name}`}
          rightSection="%"
          value={Math.round(faults[name] * 1_000) / 10}
          onChange={(event) => {
            onChange({ [name]: Number(event.currentTarget.value) / 100 });
          }}
        />
        {span && (
          <TextInput
            type="number"
            min={0}
            step="any"
            size="sm"
            className={styles.percent}
            aria-label={t("simulation.faults.span", { what: t(`simulation.faults.rate.${name}`) })}
            rightSection="s"
            value={faults[span] / 1_000}
            onChange={(event) => {
              onChange({ [span]: Math.round(Number(event.currentTarget.value) * 1_000) });
            }}
          />
        )}
      </div>
    </div>
  );
}
