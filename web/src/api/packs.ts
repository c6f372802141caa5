import { queryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import type { InstalledPack, Pack, Page } from "./types";

/** Packs are part of the program: they change only with it. */
export const packsQuery = queryOptions({
  queryKey: ["packs"] as const,
  queryFn: (): Promise<Page<Pack>> => unwrap(client.GET("/api/v1/packs")),
  staleTime: Infinity,
});

export function installPack(name: string): Promise<InstalledPack> {
  return unwrap(client.POST("/api/v1/packs/{name}/install", { params: { path: { name } } }));
}
