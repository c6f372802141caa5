import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** A country by its two letters, in the reader's language. */
export function useCountry(): (code: string) => string {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: "region" });
    return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : t("campaigns.otherCountries"));
  }, [t, i18n.language]);
}
