import { useTranslation } from "react-i18next";

/** A variable by its place in the plan, as people call it: `body.2` is "Text: 2". */
export function useVariableName(): (place: string) => string {
  const { t } = useTranslation();
  return (place) => {
    const [part, first = "", ...others] = place.split(".");
    if (place === "header.media") return t("campaigns.message.file");
    if (part === "button") return t("campaigns.message.button", { name: Number(first) + 1 });
    const name = [first, ...others].join(".");
    return t(part === "header" ? "template.headerVariable" : "template.bodyVariable", { name });
  };
}
