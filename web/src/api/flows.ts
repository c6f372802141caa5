import { queryOptions } from "@tanstack/react-query";
import { client, randomKey, unwrap } from "./client";
import type { FlowDetail, FlowProblem, FlowSummary, FlowVersion, Page } from "./types";

export const FLOWS = ["flows"] as const;

export const flowsQuery = queryOptions({
  queryKey: [...FLOWS, "list"] as const,
  queryFn: (): Promise<Page<FlowSummary>> => unwrap(client.GET("/api/v1/flows")),
});

export function flowQuery(id: string) {
  return queryOptions({
    queryKey: [...FLOWS, "one", id] as const,
    queryFn: (): Promise<FlowDetail> => unwrap(client.GET("/api/v1/flows/{id}", { params: { path: { id } } })),
  });
}

export function flowVersionsQuery(id: string) {
  return queryOptions({
    queryKey: [...FLOWS, "versions", id] as const,
    queryFn: (): Promise<Page<FlowVersion>> =>
      unwrap(client.GET("/api/v1/flows/{id}/versions", { params: { path: { id } } })),
  });
}

export function flowCheckQuery(document: string) {
  return queryOptions({
    queryKey: [...FLOWS, "check", document] as const,
    queryFn: async (): Promise<FlowProblem[]> =>
      (await unwrap(client.POST("/api/v1/flows/check", { body: { document } }))).problems,
    gcTime: 60_000,
    staleTime: Infinity,
  });
}

export function createFlow(document: string): Promise<FlowDetail> {
  return unwrap(
    client.POST("/api/v1/flows", { params: { header: { "Idempotency-Key": randomKey() } }, body: { document } }),
  );
}

export function saveFlow(id: string, document: string): Promise<FlowDetail> {
  return unwrap(client.PUT("/api/v1/flows/{id}", { params: { path: { id } }, body: { document } }));
}

export function publishFlow(id: string): Promise<{ version: number }> {
  return unwrap(client.POST("/api/v1/flows/{id}/publish", { params: { path: { id } } }));
}

export async function setFlowEnabled(id: string, enabled: boolean): Promise<void> {
  await unwrap(
    client.POST(enabled ? "/api/v1/flows/{id}/enable" : "/api/v1/flows/{id}/disable", { params: { path: { id } } }),
  );
}

export async function deleteFlow(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/flows/{id}", { params: { path: { id } } }));
}
