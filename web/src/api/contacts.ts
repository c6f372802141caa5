import { client, unwrap } from "./client";
import type { Contact } from "./types";

export type ContactChange = Partial<Pick<Contact, "name" | "language" | "fields" | "labels" | "blocked">>;

export function changeContact(id: string, body: ContactChange): Promise<Contact> {
  return unwrap(client.PATCH("/api/v1/contacts/{id}", { params: { path: { id } }, body }));
}
