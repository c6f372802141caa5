import { useTranslation } from "react-i18next";

type Values = Record<string, string | number>;

/** For keys that arrive as data: the text, or nothing where we have none. */
export function useLookup(): (key: string, values?: Values) => string | undefined {
  const { t, i18n } = useTranslation();
  return (key, values) => (i18n.exists(key) ? t(key as "action.back", { ...values }) : undefined);
}
