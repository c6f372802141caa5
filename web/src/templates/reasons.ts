// Why Meta does not let a template go, in words and with the remedy.
import { useTranslation } from "react-i18next";
import type { Template } from "../api/types";
import { useLookup } from "../i18n/lookup";

type Reasoned = Pick<Template, "status" | "reason" | "explanation" | "recommendation">;

/** Ours by Meta's word where we have one; Meta's own sentences where they tell more than that: of a rejection. */
export function useReason(): (template: Reasoned) => string | undefined {
  const { t } = useTranslation();
  const lookup = useLookup();
  return ({ status, reason, explanation, recommendation }) => {
    if (!["rejected", "paused", "disabled"].includes(status)) return undefined;
    const known = reason ? lookup(`templates.reason.${reason}`) : undefined;
    if (known && status !== "rejected") return known;
    const words = [known ?? t(`templates.reason.${status as "rejected"}`), explanation, recommendation];
    return words.filter(Boolean).join(" ");
  };
}
