import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import type { JournalBody, JournalEntry, JournalState, Page } from "./types";

export const JOURNAL = ["journal"] as const;

export interface JournalFilter {
  state?: JournalState;
  q?: string;
}

export function journalQuery(filter: JournalFilter) {
  return infiniteQueryOptions({
    queryKey: [...JOURNAL, "list", filter] as const,
    queryFn: ({ pageParam }): Promise<Page<JournalEntry>> =>
      unwrap(client.GET("/api/v1/journal", { params: { query: { ...filter, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function journalBodyQuery(id: string) {
  return queryOptions({
    queryKey: [...JOURNAL, "body", id] as const,
    queryFn: (): Promise<JournalBody> => unwrap(client.GET("/api/v1/journal/{id}", { params: { path: { id } } })),
  });
}

export async function replayOne(id: string): Promise<void> {
  await unwrap(client.POST("/api/v1/journal/{id}/replay", { params: { path: { id } } }));
}

export function replayParked(): Promise<{ count: number }> {
  return unwrap(client.POST("/api/v1/journal/replay", { body: { state: "parked" } }));
}
