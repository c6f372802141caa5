import { useTranslation } from "react-i18next";
import type { Intent } from "../api/types";
import { useIntentTitle } from "./intent-title";

/** Every intent to choose from, and at the end none of them. */
export function useIntentOptions(intents: Intent[]): { value: string; label: string }[] {
  const { t } = useTranslation();
  const title = useIntentTitle();
  const named = intents.filter(({ name }) => name !== "none");
  return [
    ...named.map((intent) => ({ value: intent.name, label: title(intent) })),
    { value: "none", label: t("understanding.none") },
  ];
}
