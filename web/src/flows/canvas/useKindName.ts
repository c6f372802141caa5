import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** What people call a kind of node; one without words of ours goes by its key. */
export function useKindName(): (kind: string, shape?: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (kind, shape) => {
      const key = shape === undefined ? `builder.kind.${kind}` : `builder.shape.${kind}_${shape}`;
      return i18n.exists(key) ? t(key as "builder.kind.say") : kind.replaceAll("_", " ");
    },
    [t, i18n],
  );
}
