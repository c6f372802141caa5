import { useTranslation } from "react-i18next";
import type { TriedSentence } from "../api/types";
import styles from "./understanding.module.css";

/** What a sentence names, and what a flow would remember of it. */
export function NamedEntities({ named }: { named: TriedSentence["entities"] }) {
  const { t } = useTranslation();
  if (named.length === 0) return null;
  return (
    <section>
      <h3>{t("understanding.itNames")}</h3>
      <dl className={styles.entities}>
        {named.map(({ entity, text, values }, at) => (
          <div key={`${entity} ${text} ${at.toString()}`}>
            <dt>{entity}</dt>
            <dd>
              <q>{text}</q>
              {values.map((value) => (
                <code key={shown(value)}>{shown(value)}</code>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
