import type { ReactNode } from "react";
import styles from "./person.module.css";

/** One part of what is known of a person. */
export function Panel({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.panel} aria-label={title}>
      <div className={styles.panelHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
