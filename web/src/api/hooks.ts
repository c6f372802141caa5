// Doors for other systems: what they post, and what becomes of it.
import { queryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import { IMPORTS } from "./imports";
import type { CreatedHook, Hook, HookMapping, HookPayload, HookPreview, ImportSubject, Page } from "./types";

const HOOKS = [...IMPORTS, "hooks"] as const;

export const hooksQuery = queryOptions({
  queryKey: [...HOOKS, "list"] as const,
  queryFn: (): Promise<Page<Hook>> => unwrap(client.GET("/api/v1/hooks")),
});

export function hookQuery(id: string) {
  return queryOptions({
    queryKey: [...HOOKS, "one", id] as const,
    queryFn: (): Promise<Hook> => unwrap(client.GET("/api/v1/hooks/{id}", { params: { path: { id } } })),
  });
}

export function payloadsQuery(id: string) {
  return queryOptions({
    queryKey: [...HOOKS, "payloads", id] as const,
    queryFn: (): Promise<Page<HookPayload>> =>
      unwrap(client.GET("/api/v1/hooks/{id}/payloads", { params: { path: { id } } })),
  });
}

/** What this mapping would make of that payload. */
export function hookPreviewQuery(id: string, payload_id: string, mapped: HookMapping) {
  return queryOptions({
    queryKey: ["hook-preview", id, payload_id, mapped] as const,
    queryFn: (): Promise<HookPreview> =>
      unwrap(client.POST("/api/v1/hooks/{id}/preview", { params: { path: { id } }, body: { payload_id, mapped } })),
    retry: false,
  });
}

export function suggestMapping(id: string, payload_id: string): Promise<HookMapping> {
  return unwrap(
    client.GET("/api/v1/hooks/{id}/payloads/{payload_id}/suggestion", { params: { path: { id, payload_id } } }),
  );
}

export function createHook(name: string, subject: ImportSubject): Promise<CreatedHook> {
  return unwrap(client.POST("/api/v1/hooks", { body: { name, subject } }));
}

export function changeHook(id: string, change: { is_on?: boolean; mapped?: HookMapping }): Promise<Hook> {
  return unwrap(client.PATCH("/api/v1/hooks/{id}", { params: { path: { id } }, body: change }));
}

export function renewAddress(id: string): Promise<{ path: string }> {
  return unwrap(client.POST("/api/v1/hooks/{id}/address", { params: { path: { id } } }));
}

export async function deleteHook(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/hooks/{id}", { params: { path: { id } } }));
}
