import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { campaignListQuery } from "../api/campaigns";
import { segmentsQuery } from "../api/segments";
import { useFormat } from "../app/format";
import { useMay } from "../app/session";
import type { Speaking } from "./model/words";
import { inMajor } from "./model/money";

/** What sentences about conditions are made with. */
export function useSpeaking(): Speaking {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const segments = useQuery(segmentsQuery);
  const may = useMay()("read_campaigns");
  const campaigns = useInfiniteQuery({ ...campaignListQuery({}), enabled: may });
  return useMemo(() => {
    const launched = new Map(campaigns.data?.pages.flatMap((page) => page.items).map(({ id, name }) => [id, name]));
    const names = new Map(segments.data?.items.map((segment) => [segment.id, segment.name]));
    const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" });
    return {
      t,
      segment: (id) => names.get(id) ?? "…",
      campaign: (id) => launched.get(id) ?? "…",
      number: format.number,
      money: (minor, currency) => format.money(inMajor(minor, currency), currency),
      date: (text) => (Number.isNaN(Date.parse(text)) ? "…" : day.format(new Date(text))),
    };
  }, [t, i18n.language, format, segments.data, campaigns.data]);
}
