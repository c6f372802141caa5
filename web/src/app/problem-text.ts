import { useTranslation } from "react-i18next";
import { Problem } from "../api/problem";
import { useLookup } from "../i18n/lookup";

/** An error as a sentence for people: ours by its kind where we have one, else the server's own words. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation();
  const lookup = useLookup();
  return (error) => {
    if (!(error instanceof Problem)) return t("problem.offline");
    const fields = error.errors.map((field) => field.message);
    // What the gate refused has its words among the failures of messages.
    const sentence = lookup(`problem.${error.slug}`) ?? lookup(`failure.${error.slug}.what`);
    return sentence ? [sentence, ...fields].join(" ") : error.message;
  };
}
