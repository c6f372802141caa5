import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { Problem } from "../api/problem";

/** An error as a sentence for people: ours by its kind where we have one, else the server's own words. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof Problem)) return t("problem.offline");
    const known = `problem.${error.slug}`;
    const sentence = i18next.exists(known) ? t(known as "problem.offline") : error.message;
    const fields = error.errors.map((field) => field.message).join(" ");
    return fields === "" ? sentence : `${sentence} ${fields}`;
  };
}
