// The rooms that belong together: campaigns, series, what all of them brought, where they lead and what they cost.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./campaigns.module.css";

export function Sections() {
  const { t } = useTranslation();
  return (
    <nav className={styles.sections} aria-label={t("campaigns.sections")}>
      <Link to="/campaigns" activeOptions={{ exact: true, includeSearch: false }}>
        {t("nav.campaigns")}
      </Link>
      <Link to="/series" activeOptions={{ includeSearch: false }}>
        {t("series.title")}
      </Link>
      <Link to="/results" activeOptions={{ includeSearch: false }}>
        {t("campaigns.results")}
      </Link>
      <Link to="/links">{t("links.title")}</Link>
      <Link to="/rates">{t("rates.title")}</Link>
    </nav>
  );
}
