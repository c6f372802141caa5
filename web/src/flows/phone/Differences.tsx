import { useTranslation } from "react-i18next";
import type { SimulatedDifference } from "../../api/types";
import styles from "./draft.module.css";

/** What a sample conversation says should have come, and what came. */
export function Differences({ differences }: { differences: SimulatedDifference[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.differences} aria-label={t("builder.samples.differences")}>
      {differences.map(({ expected, found }, index) => (
        <li key={index}>
          {expected === "" ? (
            <ins>{t("builder.samples.unexpected", { found })}</ins>
          ) : (
            <>
              <del>{t("builder.samples.expected", { expected })}</del>
              <ins>{t("builder.samples.found", { found })}</ins>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
