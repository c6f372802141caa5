import { useTranslation } from "react-i18next";
import type { Intent } from "../api/types";

/** The intent in the reader's words: its title, or its name. */
export function useIntentTitle(): (intent: Intent) => string {
  const { t, i18n } = useTranslation();
  return ({ name, title }) => {
    if (name === "none") return t("understanding.none");
    const language = i18n.language;
    return title[language] ?? title[language.slice(0, 2)] ?? name;
  };
}
