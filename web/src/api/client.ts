// The one HTTP client: adds the CSRF token, turns refusals into `Problem`, tells the app when the log-in has ended.
import createClient, { type Middleware } from "openapi-fetch";
import { Problem } from "./problem";
import type { paths } from "./schema";

export const client = createClient<paths>({ baseUrl: "/" });

let csrfToken = "";
let onLoggedOut: (() => void) | undefined;

export function setCsrfToken(token: string) {
  csrfToken = token;
}

export function whenLoggedOut(callback: () => void) {
  onLoggedOut = callback;
}

const guard: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === 401 && !new URL(request.url).pathname.endsWith("/session")) onLoggedOut?.();
    return response;
  },
};
client.use(guard);

/** The data of an answer; a refusal is thrown as a `Problem`. */
export async function unwrap<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new Problem(response.status, error);
  return data as T;
}

/** For routes outside the OpenAPI document: the emulator's page. */
export async function emulatorRequest<T>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T> {
  const headers: Record<string, string> = { "X-CSRF-Token": csrfToken };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(`/emulator${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const parsed: unknown = text === "" ? undefined : JSON.parse(text);
  if (!response.ok) throw new Problem(response.status, parsed);
  return parsed as T;
}

/** A file as it is, to a route that takes bytes. */
export async function uploadRequest<T>(path: string, file: File): Promise<T> {
  const headers = { "X-CSRF-Token": csrfToken, "Content-Type": file.type };
  const response = await fetch(path, { method: "POST", headers, body: file });
  const parsed: unknown = await response.json();
  if (!response.ok) throw new Problem(response.status, parsed);
  return parsed as T;
}

/** Random text for idempotency keys and client ids; `randomUUID` needs a secure context, which a plain office network is not. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
