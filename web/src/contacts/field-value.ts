// A value of an attribute as people read it.
import { useTranslation } from "react-i18next";
import type { Attribute } from "../api/types";
import { useFormat } from "../app/format";

export function useFieldText(): (value: unknown, attribute?: Attribute) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (value, attribute) => {
    if (value === undefined || value === null) return "";
    if (typeof value === "boolean") return t(value ? "contacts.yes" : "contacts.no");
    if (typeof value === "number") return format.number(value);
    if (typeof value !== "string") return JSON.stringify(value);
    if (attribute?.kind === "date_time" && !Number.isNaN(Date.parse(value))) return format.dateTime(Date.parse(value));
    // A day is the same day everywhere: noon is within it in every zone.
    if (attribute?.kind === "date" && !Number.isNaN(Date.parse(value)))
      return format.date(Date.parse(`${value}T12:00:00`));
    return value;
  };
}
