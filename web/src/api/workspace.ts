// Numbers, tokens and the overview: what belongs to the workspace as a whole.
import { queryOptions } from "@tanstack/react-query";
import { client, randomKey, unwrap } from "./client";
import type { ApiToken, CreatedToken, NewNumber, Overview, Page, Permission, WhatsAppNumber } from "./types";

export const overviewQuery = queryOptions({
  queryKey: ["overview"] as const,
  queryFn: (): Promise<Overview> => unwrap(client.GET("/api/v1/overview")),
  // Live events carry the counters; the minutes of the chart move on by themselves.
  refetchInterval: 60_000,
});

export const numbersQuery = queryOptions({
  queryKey: ["numbers"] as const,
  queryFn: (): Promise<Page<WhatsAppNumber>> => unwrap(client.GET("/api/v1/numbers")),
  refetchInterval: 60_000,
});

export function addNumber(body: NewNumber): Promise<WhatsAppNumber> {
  return unwrap(client.POST("/api/v1/numbers", { params: { header: { "Idempotency-Key": randomKey() } }, body }));
}

export const tokensQuery = queryOptions({
  queryKey: ["tokens"] as const,
  queryFn: (): Promise<Page<ApiToken>> => unwrap(client.GET("/api/v1/tokens")),
});

export function createToken(body: { name: string; permissions: Permission[] }): Promise<CreatedToken> {
  return unwrap(client.POST("/api/v1/tokens", { body }));
}

export async function revokeToken(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } }));
}
