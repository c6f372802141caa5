import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import styles from "./panel.module.css";

/** What the checker says of one node, above its settings. */
export function NodeProblems({ id }: { id: string }) {
  const { t } = useTranslation();
  const { problems } = useBuilder();
  const own = problems.filter(({ node }) => node === id);
  if (own.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label={t("flows.problems")}>
      {own.map(({ severity, message, remedy }, index) => (
        <li key={index} data-severity={severity}>
          {severity === "error" ? (
            <IconCircleX size={16} aria-label={t("flows.error")} />
          ) : (
            <IconAlertTriangle size={16} aria-label={t("flows.warning")} />
          )}
          <span>
            {message} <span className="soft">{remedy}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
