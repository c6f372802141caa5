// Why somebody gets nothing, or did not: in words, with what to do about it.
import { useTranslation } from "react-i18next";
import { useLookup } from "../i18n/lookup";

export interface ReasonWords {
  what: string;
  /** What can be done; nothing where nothing has to be. */
  remedy?: string;
}

/** The ledger's own reasons have words here; the gate's and Meta's are those of single messages. */
export function useReasonWords(): (reason: string, detail?: string | null) => ReasonWords {
  const { t } = useTranslation();
  const lookup = useLookup();
  return (reason, detail) => {
    const own = lookup(`campaigns.reason.${reason}.what`);
    if (own) return { what: own, remedy: lookup(`campaigns.reason.${reason}.remedy`) };
    const known = lookup(`failure.${reason}.what`);
    if (known) return { what: known, remedy: lookup(`failure.${reason}.remedy`) };
    return { what: detail ?? (reason === "" ? t("failure.unknown.what") : t("failure.code", { code: reason })) };
  };
}
