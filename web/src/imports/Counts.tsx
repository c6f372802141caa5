import { useTranslation } from "react-i18next";
import type { ImportCounts, ImportSubject } from "../api/types";
import { useFormat } from "../app/format";
import styles from "./imports.module.css";

/** The rows by what became of them: together they are all rows. */
export function Counts({ counts, subject }: { counts: ImportCounts; subject: ImportSubject }) {
  const { t } = useTranslation();
  const format = useFormat();
  const always = ["created", "updated", "unchanged", "failed"] as const;
  const events = subject === "events" ? (["events", "known_events"] as const) : [];
  const rare = (["skipped", "kept_opt_outs"] as const).filter((name) => counts[name] > 0);
  return (
    <dl className={styles.counts}>
      {[...events, ...always, ...rare].map((name) => (
        <div key={name} data-bad={(name === "failed" && counts.failed > 0) || undefined}>
          <dt>{t(`imports.count.${name}`)}</dt>
          <dd className="tabular">{format.number(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
