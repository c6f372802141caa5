import { queryOptions } from "@tanstack/react-query";
import { client, randomKey, unwrap } from "./client";
import type {
  FlowDetail,
  FlowProblem,
  FlowStanding,
  FlowSummary,
  FlowVersion,
  Page,
  Simulation,
  Standing,
} from "./types";

export const FLOWS = ["flows"] as const;

/** Counts on the canvas are for the eye: a little late is soon enough. */
const STANDING_EVERY_MS = 15_000;

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

export function publishFlow(id: string, note: string): Promise<{ version: number }> {
  return unwrap(client.POST("/api/v1/flows/{id}/publish", { params: { path: { id } }, body: { note } }));
}

export async function setFlowEnabled(id: string, enabled: boolean): Promise<void> {
  await unwrap(
    client.POST(enabled ? "/api/v1/flows/{id}/enable" : "/api/v1/flows/{id}/disable", { params: { path: { id } } }),
  );
}

export async function deleteFlow(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/flows/{id}", { params: { path: { id } } }));
}

/** How many contacts stand at each node now. */
export function standingQuery(id: string) {
  return queryOptions({
    queryKey: [...FLOWS, "standing", id] as const,
    queryFn: (): Promise<FlowStanding> =>
      unwrap(client.GET("/api/v1/flows/{id}/standing", { params: { path: { id } } })),
    refetchInterval: STANDING_EVERY_MS,
  });
}

export function standingAtQuery(id: string, node: string) {
  return queryOptions({
    queryKey: [...FLOWS, "standing", id, node] as const,
    queryFn: async (): Promise<Standing[]> =>
      (await unwrap(client.GET("/api/v1/flows/{id}/standing/{node}", { params: { path: { id, node } } }))).items,
  });
}

/** What would happen if somebody talked to this draft like this; `pack`: whose templates count as approved. */
export function simulationQuery(document: string, test: string, pack?: string) {
  return queryOptions({
    queryKey: [...FLOWS, "simulation", document, test, pack] as const,
    queryFn: (): Promise<Simulation> =>
      unwrap(client.POST("/api/v1/flows/simulate", { body: { document, test, pack } })),
    gcTime: 60_000,
    staleTime: Infinity,
    retry: false,
  });
}
