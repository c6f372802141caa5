import type { QueryClient } from "@tanstack/react-query";

/** Refetches that many events ask for within this time are made once. */
const GATHER_MS = 400;

export function refetchGatherer(queries: QueryClient) {
  const waiting = new Map<string, readonly unknown[]>();
  return (queryKey: readonly unknown[]) => {
    if (waiting.size === 0) {
      setTimeout(() => {
        for (const key of waiting.values()) void queries.invalidateQueries({ queryKey: key });
        waiting.clear();
      }, GATHER_MS);
    }
    waiting.set(JSON.stringify(queryKey), queryKey);
  };
}
