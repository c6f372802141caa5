import { IconAlertTriangle } from "@tabler/icons-react";
import type { ImportFault } from "../api/types";
import { useLookup } from "../i18n/lookup";
import styles from "./imports.module.css";

/** What is wrong with a row, each fault with its column and what stands there. */
export function Faults({ faults }: { faults: ImportFault[] }) {
  const lookup = useLookup();
  return (
    <ul className={styles.faults}>
      {faults.map(({ reason, column, value }) => (
        <li key={`${column}/${reason}`}>
          <IconAlertTriangle size={14} aria-hidden />
          <span>
            {column && <strong>{column}: </strong>}
            {lookup(`imports.reason.${reason}`, { value }) ?? `${reason} ${value}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
