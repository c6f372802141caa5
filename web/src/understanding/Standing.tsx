// What answers customers now, and what hears them.
import { useTranslation } from "react-i18next";
import type { TrainingRoom } from "../api/types";
import { Chip } from "../app/Chip";
import styles from "./understanding.module.css";

export function Standing({ room }: { room: TrainingRoom }) {
  const { t } = useTranslation();
  const { published_version: version, changed, tier } = room;
  return (
    <div className={styles.standing} role="status">
      {version === 0 ? (
        <Chip tone="warn">{t("understanding.nothingPublished")}</Chip>
      ) : (
        <Chip tone={changed ? "warn" : "ok"}>
          {t(changed ? "understanding.changedSince" : "understanding.answersNow", { version })}
        </Chip>
      )}
      <span className="soft">{t(`understanding.tier.${tier}`)}</span>
      {tier === "lexical" && (
        <details className={styles.howTo}>
          <summary>{t("understanding.getEncoder")}</summary>
          <p>
            {t("understanding.encoderHow")} <code>cargo xtask encoder</code> · <code>use-multilingual-3.bin</code>
          </p>
        </details>
      )}
    </div>
  );
}
