// Goals: what the workspace wants to reach, and how far it is.
import { queryOptions } from "@tanstack/react-query";
import { client, randomKey, unwrap } from "./client";
import type { Goal, Page, WriteGoal } from "./types";

export const GOALS = ["goals"] as const;

/** Measured anew with each look; nobody reads it by the second. */
export const goalsQuery = queryOptions({
  queryKey: GOALS,
  queryFn: (): Promise<Page<Goal>> => unwrap(client.GET("/api/v1/goals")),
  staleTime: 30_000,
});

export function createGoal(body: WriteGoal): Promise<Goal> {
  return unwrap(client.POST("/api/v1/goals", { params: { header: { "Idempotency-Key": randomKey() } }, body }));
}

export function changeGoal(id: string, body: WriteGoal): Promise<Goal> {
  return unwrap(client.PUT("/api/v1/goals/{id}", { params: { path: { id } }, body }));
}

export async function deleteGoal(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/goals/{id}", { params: { path: { id } } }));
}
