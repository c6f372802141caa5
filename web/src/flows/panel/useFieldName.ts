import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** What people call a setting, or one of the words it can hold; one without words of ours goes by its key. */
export function useFieldName(): (key: string, group?: "field" | "value") => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (key, group = "field") => {
      const path = `builder.${group}.${key}`;
      return i18n.exists(path) ? t(path as "builder.field.text") : key.replaceAll("_", " ");
    },
    [t, i18n],
  );
}
