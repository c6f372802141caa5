import { NumberInput, Switch } from "@mantine/core";
import styles from "./wizard.module.css";

interface AmountProps {
  /** Of the switch; without one the amount is always asked for. */
  label?: string;
  unit: string;
  value: number | null;
  /** What stands there once it is switched on. */
  initial: number;
  least?: number;
  most?: number;
  onChange: (value: number | null) => void;
}

/** A rule that is off, or on with an amount. */
export function Amount({ label, unit, value, initial, least = 1, most, onChange }: AmountProps) {
  return (
    <div className={styles.amount}>
      {label && (
        <Switch
          label={label}
          checked={value !== null}
          onChange={(event) => {
            onChange(event.currentTarget.checked ? initial : null);
          }}
        />
      )}
      {value !== null && (
        <NumberInput
          className={styles.number}
          aria-label={label ? `${label}: ${unit}` : unit}
          suffix={` ${unit}`}
          value={value}
          min={least}
          max={most}
          clampBehavior="strict"
          allowDecimal={false}
          onChange={(next) => {
            // Cleared to be typed anew: what was there stays until something is.
            if (next !== "") onChange(Number(next));
          }}
        />
      )}
    </div>
  );
}
