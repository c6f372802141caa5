import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TemplateUse } from "../api/types";
import styles from "./preview.module.css";

/** Who would notice if it could no longer be sent. */
export function UsedIn({ uses }: { uses: TemplateUse[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className={styles.heading}>{t("templates.usedIn")}</h2>
      {uses.length === 0 && <p className="soft small">{t("templates.usedNowhere")}</p>}
      <ul className={styles.uses}>
        {uses.map((use) => (
          <li key={use.flow_id}>
            <Link to="/flows/$flowId" params={{ flowId: use.flow_id }}>
              {use.flow_name}
            </Link>
            <span className="soft small"> {t(use.published ? "templates.usePublished" : "templates.useDraft")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
