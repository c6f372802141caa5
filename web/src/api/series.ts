// Series: written, started, watched, stopped. Pausing and the ledger are those of the campaign with the same id.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { SeriesDocument } from "../series/model/document";
import type { PeopleFilter } from "../series/search";
import { CAMPAIGNS, previewQuery } from "./campaigns";
import { client, randomKey, unwrap } from "./client";
import type { CampaignPreview, Series, SeriesList, SeriesPersonPage } from "./types";

/** Below the campaigns, so that what tells of those tells of these. */
export const SERIES = [...CAMPAIGNS, "series"] as const;

const at = (id: string) => ({ params: { path: { id } } });

export const seriesListQuery = queryOptions({
  queryKey: [...SERIES, "list"] as const,
  queryFn: (): Promise<SeriesList> => unwrap(client.GET("/api/v1/series")),
});

export function seriesQuery(id: string) {
  return queryOptions({
    queryKey: [...SERIES, "one", id] as const,
    queryFn: (): Promise<Series> => unwrap(client.GET("/api/v1/series/{id}", at(id))),
  });
}

export function createSeries(name: string, document: SeriesDocument): Promise<Series> {
  const params = { header: { "Idempotency-Key": randomKey() } };
  return unwrap(client.POST("/api/v1/series", { params, body: { name, document: document as never } }));
}

export function saveSeries(id: string, name: string, document: SeriesDocument): Promise<Series> {
  return unwrap(client.PATCH("/api/v1/series/{id}", { ...at(id), body: { name, document: document as never } }));
}

export async function deleteSeries(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/series/{id}", at(id)));
}

export function startSeries(id: string): Promise<Series> {
  return unwrap(client.POST("/api/v1/series/{id}/start", at(id)));
}

export function stopSeries(id: string): Promise<Series> {
  return unwrap(client.POST("/api/v1/series/{id}/stop", at(id)));
}

const PAGE = 100;

export function seriesPeopleQuery(id: string, filter: PeopleFilter) {
  return infiniteQueryOptions({
    queryKey: [...SERIES, "people", id, filter] as const,
    queryFn: ({ pageParam }): Promise<SeriesPersonPage> => {
      const query = { ...filter, cursor: pageParam, limit: PAGE };
      return unwrap(client.GET("/api/v1/series/{id}/people", { params: { path: { id }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** A step's message as somebody gets it; `after` is the person before. Nothing after the last. */
export function stepPreviewQuery(id: string, step: number, after: string | undefined) {
  return {
    ...previewQuery(id, step, after),
    queryFn: (): Promise<CampaignPreview | null> =>
      unwrap(client.GET("/api/v1/series/{id}/preview", { params: { path: { id }, query: { step, after } } })),
  };
}
