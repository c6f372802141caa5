import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client, randomKey, unwrap, uploadRequest } from "./client";
import type {
  LibraryTemplate,
  Page,
  SubmittedTemplate,
  Template,
  TemplateDetail,
  TemplateFinding,
  TemplatePage,
  TemplateQuality,
  TemplateStatus,
} from "./types";

export const TEMPLATES = ["templates"] as const;

export interface TemplateFilter {
  q?: string;
  status?: TemplateStatus;
  category?: string;
  language?: string;
  quality?: TemplateQuality;
}

/** A picker shows them all: pages of the most there may be, and not without end. */
const PAGE = 200;
const MOST_PAGES = 10;

export function templateListQuery(filter: TemplateFilter) {
  return infiniteQueryOptions({
    queryKey: [...TEMPLATES, "list", filter] as const,
    queryFn: ({ pageParam }): Promise<TemplatePage> =>
      unwrap(client.GET("/api/v1/templates", { params: { query: { ...filter, cursor: pageParam, limit: PAGE } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** What can be sent from a number, and what was: to pick from, and to draw messages with. */
export function templatesQuery(numberId: string) {
  return queryOptions({
    queryKey: [...TEMPLATES, "number", numberId] as const,
    queryFn: async (): Promise<Page<Template>> => {
      const items: Template[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = { number_id: numberId, cursor, limit: PAGE };
        const found: TemplatePage = await unwrap(client.GET("/api/v1/templates", { params: { query } }));
        items.push(...found.items);
        if (!found.next_cursor) break;
        cursor = found.next_cursor;
      }
      return { items, next_cursor: null };
    },
    staleTime: 60_000,
  });
}

export function templateQuery(id: string) {
  return queryOptions({
    queryKey: [...TEMPLATES, "one", id] as const,
    queryFn: (): Promise<TemplateDetail> => unwrap(client.GET("/api/v1/templates/{id}", { params: { path: { id } } })),
  });
}

/** What the reviewer would say of this text. */
export function lintQuery(template: Record<string, unknown>) {
  return queryOptions({
    queryKey: [...TEMPLATES, "lint", template] as const,
    queryFn: async (): Promise<TemplateFinding[]> =>
      (await unwrap(client.POST("/api/v1/templates/lint", { body: { template } }))).items,
    gcTime: 60_000,
    staleTime: Infinity,
  });
}

/** Part of the program: it changes only with it. */
export const libraryQuery = queryOptions({
  queryKey: [...TEMPLATES, "library"] as const,
  queryFn: (): Promise<Page<LibraryTemplate>> => unwrap(client.GET("/api/v1/templates/library")),
  staleTime: Infinity,
});

const once = () => ({ header: { "Idempotency-Key": randomKey() } });

export function createTemplate(template: Record<string, unknown>): Promise<TemplateDetail> {
  return unwrap(client.POST("/api/v1/templates", { params: once(), body: { template } }));
}

export function copyTemplate(id: string, to: { name?: string; language?: string }): Promise<TemplateDetail> {
  return unwrap(client.POST("/api/v1/templates/{id}/copies", { params: { path: { id }, ...once() }, body: to }));
}

export function saveTemplate(id: string, template: Record<string, unknown>): Promise<TemplateDetail> {
  return unwrap(client.PUT("/api/v1/templates/{id}", { params: { path: { id } }, body: { template } }));
}

export function submitTemplate(id: string): Promise<TemplateDetail> {
  return unwrap(client.POST("/api/v1/templates/{id}/submit", { params: { path: { id } } }));
}

export async function resumeTemplate(id: string): Promise<void> {
  await unwrap(client.POST("/api/v1/templates/{id}/resume", { params: { path: { id } } }));
}

export async function deleteTemplate(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/templates/{id}", { params: { path: { id } } }));
}

export function syncTemplates(): Promise<{ synced_at: number }> {
  return unwrap(client.POST("/api/v1/templates/sync"));
}

export async function submitPackTemplates(name: string): Promise<SubmittedTemplate[]> {
  return (await unwrap(client.POST("/api/v1/packs/{name}/templates", { params: { path: { name } } }))).items;
}

/** The handle that Meta gives a file, for `example.header_handle`. */
export async function uploadSample(file: File): Promise<string> {
  const query = new URLSearchParams({ file_name: file.name });
  const answer = await uploadRequest<{ handle: string }>(`/api/v1/templates/samples?${query.toString()}`, file);
  return answer.handle;
}
