import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client, randomKey, unwrap } from "./client";
import type {
  Attribute,
  AttributeChange,
  BulkChange,
  BulkProgress,
  ConsentHistory,
  ConsentRecord,
  Contact,
  ContactPage,
  NewAttribute,
  NewConsent,
  NewContact,
  Page,
  TimelineEntry,
} from "./types";

export const CONTACTS = ["contacts"] as const;

/** Whom the list shows, and in which order. */
export interface ContactFilter {
  q?: string;
  label?: string;
  language?: string;
  marketing?: "unknown" | "opted_in" | "opted_out";
  blocked?: boolean;
  attribute?: string;
  value?: string;
}

export interface ContactOrder {
  sort?: "name" | "created_at" | "updated_at";
  descending?: boolean;
}

export type ContactChange = Partial<
  Pick<Contact, "name" | "language" | "fields" | "labels" | "profiles" | "blocked"> & { time_zone: string }
>;

const at = (id: string) => ({ params: { path: { id } } });
const once = () => ({ header: { "Idempotency-Key": randomKey() } });

export function contactsQuery(filter: ContactFilter, order: ContactOrder = {}) {
  return infiniteQueryOptions({
    queryKey: [...CONTACTS, "list", filter, order] as const,
    queryFn: ({ pageParam }): Promise<ContactPage> =>
      unwrap(client.GET("/api/v1/contacts", { params: { query: { ...filter, ...order, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function contactQuery(id: string) {
  return queryOptions({
    queryKey: [...CONTACTS, "one", id] as const,
    queryFn: (): Promise<Contact> => unwrap(client.GET("/api/v1/contacts/{id}", at(id))),
  });
}

export function duplicatesQuery(id: string) {
  return queryOptions({
    queryKey: [...CONTACTS, "duplicates", id] as const,
    queryFn: (): Promise<Page<Contact>> => unwrap(client.GET("/api/v1/contacts/{id}/duplicates", at(id))),
  });
}

export function timelineQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...CONTACTS, "timeline", id] as const,
    queryFn: ({ pageParam }): Promise<Page<TimelineEntry>> =>
      unwrap(client.GET("/api/v1/contacts/{id}/timeline", { params: { path: { id }, query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function consentQuery(id: string) {
  return queryOptions({
    queryKey: [...CONTACTS, "consent", id] as const,
    queryFn: (): Promise<ConsentHistory> => unwrap(client.GET("/api/v1/contacts/{id}/consent", at(id))),
  });
}

export const attributesQuery = queryOptions({
  queryKey: ["attributes"] as const,
  queryFn: (): Promise<Page<Attribute>> => unwrap(client.GET("/api/v1/attributes")),
});

export function changeContact(id: string, body: ContactChange): Promise<Contact> {
  return unwrap(client.PATCH("/api/v1/contacts/{id}", { ...at(id), body }));
}

export function createContact(body: NewContact): Promise<Contact> {
  return unwrap(client.POST("/api/v1/contacts", { params: once(), body }));
}

export function mergeContacts(id: string, gone: string): Promise<Contact> {
  return unwrap(client.POST("/api/v1/contacts/{id}/merge", { ...at(id), body: { contact_id: gone } }));
}

/** Takes back the merge by which this contact went into another. */
export function unmergeContact(gone: string): Promise<Contact> {
  return unwrap(client.POST("/api/v1/contacts/{id}/unmerge", at(gone)));
}

export function recordConsent(id: string, body: NewConsent): Promise<ConsentRecord> {
  return unwrap(client.POST("/api/v1/contacts/{id}/consent", { params: { path: { id }, ...once() }, body }));
}

export function proofUrl(id: string, format: "html" | "csv" | "json", language: string): string {
  return `/api/v1/contacts/${id}/consent/proof?${new URLSearchParams({ format, language }).toString()}`;
}

/** These contacts, or everybody a filter names. */
export type Audience = { contact_ids: string[] } | { filter: ContactFilter };

export function changeContacts(change: BulkChange, audience: Audience): Promise<BulkProgress> {
  return unwrap(client.POST("/api/v1/contacts/bulk", { params: once(), body: { change, ...audience } }));
}

export function undoBulkChange(id: string): Promise<BulkProgress> {
  return unwrap(client.POST("/api/v1/contacts/bulk/{id}/undo", at(id)));
}

const POLL_MS = 400;

/** Waits until a bulk change, or its undo, is through. */
export async function throughBulkChange(progress: BulkProgress): Promise<BulkProgress> {
  let now = progress;
  while (now.state === "running" || now.state === "undoing") {
    await new Promise((wake) => setTimeout(wake, POLL_MS));
    now = await unwrap(client.GET("/api/v1/contacts/bulk/{id}", at(now.id)));
  }
  return now;
}

export function createAttribute(body: NewAttribute): Promise<Attribute> {
  return unwrap(client.POST("/api/v1/attributes", { params: once(), body }));
}

export function changeAttribute(name: string, body: AttributeChange): Promise<Attribute> {
  return unwrap(client.PATCH("/api/v1/attributes/{name}", { params: { path: { name } }, body }));
}

export async function deleteAttribute(name: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/attributes/{name}", { params: { path: { name } } }));
}
