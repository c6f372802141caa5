import { queryOptions } from "@tanstack/react-query";
import { client, setCsrfToken, unwrap } from "./client";
import { Problem } from "./problem";
import type { Session } from "./types";

async function fetchSession(): Promise<Session | null> {
  try {
    return remember(await unwrap(client.GET("/api/v1/session")));
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

function remember(session: Session): Session {
  setCsrfToken(session.csrf_token);
  return session;
}

/** Who is logged in; `null` when nobody is. */
export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: fetchSession, staleTime: Infinity });

export async function logIn(body: { email: string; password: string }): Promise<Session> {
  return remember(await unwrap(client.POST("/api/v1/session", { body })));
}

export async function logOut(): Promise<void> {
  await unwrap(client.DELETE("/api/v1/session"));
}

export async function changePassword(body: { current: string; new: string }): Promise<void> {
  await unwrap(client.POST("/api/v1/session/password", { body }));
}

export async function changeUser(body: { language?: string; name?: string }): Promise<void> {
  await unwrap(client.PATCH("/api/v1/session/user", { body }));
}
