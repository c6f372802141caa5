import type { ReactNode } from "react";
import styles from "../editor.module.css";

/** One part of the template: its name, a switch or choice at the right, its fields. */
export function Card({ title, control, children }: { title: string; control?: ReactNode; children?: ReactNode }) {
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.cardHeader}>
        <h2>{title}</h2>
        {control}
      </header>
      {children}
    </section>
  );
}
