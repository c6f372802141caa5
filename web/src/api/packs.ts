import { queryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import type { InstalledPack, Pack, Page, Samples } from "./types";

/** Packs are part of the program: they change only with it. */
export const packsQuery = queryOptions({
  queryKey: ["packs"] as const,
  queryFn: (): Promise<Page<Pack>> => unwrap(client.GET("/api/v1/packs")),
  staleTime: Infinity,
});

/** Conversations with one flow of a pack, as flow tests. */
export function samplesQuery(name: string, flow: string) {
  return queryOptions({
    queryKey: ["packs", name, "samples", flow] as const,
    queryFn: (): Promise<Samples> =>
      unwrap(client.GET("/api/v1/packs/{name}/samples/{flow}", { params: { path: { name, flow } } })),
    staleTime: Infinity,
  });
}

export function installPack(name: string): Promise<InstalledPack> {
  return unwrap(client.POST("/api/v1/packs/{name}/install", { params: { path: { name } } }));
}
