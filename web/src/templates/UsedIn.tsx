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
          <li key={use.id}>
            <UserLink use={use} />
            <span className="soft small"> {t(`templates.use.${use.kind}.${use.is_live ? "live" : "draft"}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function UserLink({ use: { kind, id, name } }: { use: TemplateUse }) {
  if (kind === "flow") {
    return (
      <Link to="/flows/$flowId" params={{ flowId: id }}>
        {name}
      </Link>
    );
  }
  if (kind === "series") {
    return (
      <Link to="/series/$seriesId" params={{ seriesId: id }}>
        {name}
      </Link>
    );
  }
  return (
    <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
      {name}
    </Link>
  );
}
