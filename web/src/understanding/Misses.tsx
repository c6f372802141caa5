// Sentences that are not understood as they should be.
import { useTranslation } from "react-i18next";
import type { CheckMiss } from "../api/types";
import styles from "./understanding.module.css";

export function Misses({ misses }: { misses: CheckMiss[] }) {
  const { t } = useTranslation();
  if (misses.length === 0) return null;
  const named = (intent: string | null) => (intent === "none" ? t("understanding.none") : intent);
  return (
    <ul className={styles.misses}>
      {misses.map(({ text, expected, understood }) => (
        <li key={text}>
          <q>{text}</q>{" "}
          <span className="soft">
            {t("understanding.miss", {
              expected: named(expected),
              understood: named(understood) ?? t("understanding.nothing"),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
