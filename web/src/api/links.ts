import { infiniteQueryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import type { LinkPage } from "./types";

/** Addresses that campaigns and series follow, and who opened them. */
export const linksQuery = infiniteQueryOptions({
  queryKey: ["links"] as const,
  queryFn: ({ pageParam }): Promise<LinkPage> =>
    unwrap(client.GET("/api/v1/links", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});
