import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "./model/kinds";

/** What a new node says until somebody writes better words. */
export function useWords(): Words {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      text: t("builder.words.text"),
      question: t("builder.words.question"),
      button: (number) => t("builder.words.button", { number }),
      open: t("builder.words.open"),
      thanks: t("builder.words.thanks"),
    }),
    [t],
  );
}
