import type { ReactNode } from "react";
import styles from "./overview.module.css";

interface FigureProps {
  label: string;
  value: string;
  /** What the number means, on hover and for screen readers. */
  meaning: string;
  tone?: "warn" | "bad";
  children?: ReactNode;
}

/** A number with its name; its meaning on hover, the way to its rows below. */
export function Figure({ label, value, meaning, tone, children }: FigureProps) {
  return (
    <div className={styles.figure} data-tone={tone} title={meaning}>
      <dt>{label}</dt>
      <dd className="tabular">{value}</dd>
      {children && <dd className={styles.figureFoot}>{children}</dd>}
    </div>
  );
}
