import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../api/segments";
import { useFormat } from "../app/format";
import type { Speaking } from "./model/words";
import { inMajor } from "./model/money";

/** What sentences about conditions are made with. */
export function useSpeaking(): Speaking {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const segments = useQuery(segmentsQuery);
  return useMemo(() => {
    const names = new Map(segments.data?.items.map((segment) => [segment.id, segment.name]));
    const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" });
    return {
      t,
      segment: (id) => names.get(id) ?? "…",
      number: format.number,
      money: (minor, currency) => format.money(inMajor(minor, currency), currency),
      date: (text) => (Number.isNaN(Date.parse(text)) ? "…" : day.format(new Date(text))),
    };
  }, [t, i18n.language, format, segments.data]);
}
