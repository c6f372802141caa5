// Files of people and events: brought, looked at, taken in, and taken back.
import { queryOptions } from "@tanstack/react-query";
import { client, randomKey, unwrap } from "./client";
import type { Import, ImportMapping, ImportPreview, ImportSubject, Page } from "./types";

export const IMPORTS = ["imports"] as const;

export const importsQuery = queryOptions({
  queryKey: [...IMPORTS, "list"] as const,
  queryFn: (): Promise<Page<Import>> => unwrap(client.GET("/api/v1/imports", { params: { query: { limit: 100 } } })),
});

export function importQuery(id: string) {
  return queryOptions({
    queryKey: [...IMPORTS, "one", id] as const,
    queryFn: (): Promise<Import> => unwrap(client.GET("/api/v1/imports/{id}", { params: { path: { id } } })),
  });
}

/** What the first rows become with this mapping. */
export function previewQuery(id: string, mapping: ImportMapping) {
  return queryOptions({
    queryKey: ["import-preview", id, mapping] as const,
    queryFn: (): Promise<ImportPreview> =>
      unwrap(client.POST("/api/v1/imports/{id}/preview", { params: { path: { id } }, body: { mapping } })),
    staleTime: Infinity,
    retry: false,
  });
}

export function uploadFile(file: File, subject: ImportSubject): Promise<Import> {
  return unwrap(
    client.POST("/api/v1/imports", {
      params: { query: { file_name: file.name, subject }, header: { "Idempotency-Key": randomKey() } },
      // The schema knows bytes as numbers; the browser streams the file as it is.
      body: file as unknown as number[],
      bodySerializer: (body) => body as unknown as File,
      headers: { "Content-Type": "application/octet-stream" },
    }),
  );
}

export function checkImport(id: string, mapping: ImportMapping): Promise<Import> {
  return unwrap(client.POST("/api/v1/imports/{id}/check", { params: { path: { id } }, body: { mapping } }));
}

/** Without a mapping it goes on as it was. */
export function startImport(id: string, mapping?: ImportMapping): Promise<Import> {
  return unwrap(
    client.POST("/api/v1/imports/{id}/start", { params: { path: { id } }, body: { mapping: mapping ?? null } }),
  );
}

export function cancelImport(id: string): Promise<Import> {
  return unwrap(client.POST("/api/v1/imports/{id}/cancel", { params: { path: { id } } }));
}

export function undoImport(id: string): Promise<Import> {
  return unwrap(client.POST("/api/v1/imports/{id}/undo", { params: { path: { id } } }));
}

export async function deleteImport(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/imports/{id}", { params: { path: { id } } }));
}

export function errorsAddress(id: string, language: string): string {
  return `/api/v1/imports/${id}/errors?language=${encodeURIComponent(language)}`;
}
