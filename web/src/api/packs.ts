import { queryOptions } from "@tanstack/react-query";
import { currentLanguage } from "../i18n";
import { client, unwrap } from "./client";
import type { InstalledPack, Pack, Page, Samples, SeriesList } from "./types";

export const PACKS = ["packs"] as const;

/** Packs are part of the program; what of them is in the workspace changes. */
export const packsQuery = queryOptions({
  queryKey: [...PACKS, "list"] as const,
  queryFn: (): Promise<Page<Pack>> => unwrap(client.GET("/api/v1/packs")),
});

/** Conversations with one flow of a pack, as flow tests. */
export function samplesQuery(name: string, flow: string) {
  return queryOptions({
    queryKey: ["pack-samples", name, flow] as const,
    queryFn: (): Promise<Samples> =>
      unwrap(client.GET("/api/v1/packs/{name}/samples/{flow}", { params: { path: { name, flow } } })),
    staleTime: Infinity,
  });
}

/** What comes with it is written in the language of the page. */
export function installPack(name: string): Promise<InstalledPack> {
  const query = { language: currentLanguage() };
  return unwrap(client.POST("/api/v1/packs/{name}/install", { params: { path: { name }, query } }));
}

export const SERIES = ["series"] as const;

/** Which series there are, and which of them run. */
export const seriesQuery = queryOptions({
  queryKey: SERIES,
  queryFn: (): Promise<SeriesList> => unwrap(client.GET("/api/v1/series")),
});

export async function startSeries(id: string): Promise<void> {
  await unwrap(client.POST("/api/v1/series/{id}/start", { params: { path: { id } } }));
}
