import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "../segments/model/condition";
import { client, randomKey, unwrap } from "./client";
import type { Contact, Page, Segment, SegmentCount } from "./types";

export const SEGMENTS = ["segments"] as const;

export const segmentsQuery = queryOptions({
  queryKey: [...SEGMENTS, "list"] as const,
  queryFn: (): Promise<Page<Segment>> => unwrap(client.GET("/api/v1/segments")),
});

export function segmentQuery(id: string) {
  return queryOptions({
    queryKey: [...SEGMENTS, "one", id] as const,
    queryFn: (): Promise<Segment> => unwrap(client.GET("/api/v1/segments/{id}", { params: { path: { id } } })),
  });
}

/** An unsaved condition as the API takes it; `id` is the segment it is to change. */
const asked = (condition: Condition, id: string | undefined) => ({
  condition,
  segment_id: id ?? null,
});

export function countQuery(condition: Condition, id: string | undefined) {
  return queryOptions({
    queryKey: [...SEGMENTS, "count", id, condition] as const,
    queryFn: (): Promise<SegmentCount> => unwrap(client.POST("/api/v1/segments/count", { body: asked(condition, id) })),
    gcTime: 60_000,
    retry: false,
  });
}

export function sampleQuery(condition: Condition, id: string | undefined) {
  return queryOptions({
    queryKey: [...SEGMENTS, "sample", id, condition] as const,
    queryFn: async (): Promise<Contact[]> =>
      (await unwrap(client.POST("/api/v1/segments/sample", { body: asked(condition, id) }))).people,
    gcTime: 60_000,
    retry: false,
  });
}

export function createSegment(name: string, condition: Condition): Promise<Segment> {
  return unwrap(
    client.POST("/api/v1/segments", {
      params: { header: { "Idempotency-Key": randomKey() } },
      body: { name, condition },
    }),
  );
}

/** A snapshot has no condition to change. */
export function changeSegment(id: string, name: string, condition: Condition | null): Promise<Segment> {
  return unwrap(
    client.PATCH("/api/v1/segments/{id}", {
      params: { path: { id } },
      body: { name, condition },
    }),
  );
}

export function countSegment(id: string): Promise<SegmentCount> {
  return unwrap(client.POST("/api/v1/segments/{id}/count", { params: { path: { id } } }));
}

export function takeSnapshot(id: string, name: string): Promise<Segment> {
  return unwrap(
    client.POST("/api/v1/segments/{id}/snapshots", {
      params: { path: { id }, header: { "Idempotency-Key": randomKey() } },
      body: { name },
    }),
  );
}

export async function deleteSegment(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/segments/{id}", { params: { path: { id } } }));
}
