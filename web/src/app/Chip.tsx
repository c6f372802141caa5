import type { ReactNode } from "react";
import styles from "./Chip.module.css";

export type Tone = "plain" | "accent" | "ok" | "warn" | "bad" | "emulator";

/** A small fact with its colour: always an icon or a word beside the colour. */
export function Chip({
  tone = "plain",
  icon,
  title,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={styles.chip} data-tone={tone} title={title}>
      {icon}
      <span className="ellipsis">{children}</span>
    </span>
  );
}
