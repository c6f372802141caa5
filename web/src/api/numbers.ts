// One number: how it is doing, its profile, and how it is registered. Meta is asked each time.
import { queryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import type { ChangeProfile, NumberProfile, NumberRoom } from "./types";

const NUMBER = ["number"] as const;

export function numberRoomQuery(id: string) {
  return queryOptions({
    queryKey: [...NUMBER, id, "room"] as const,
    queryFn: (): Promise<NumberRoom> => unwrap(client.GET("/api/v1/numbers/{id}/room", { params: { path: { id } } })),
    refetchInterval: 60_000,
    retry: false,
  });
}

export function numberProfileQuery(id: string) {
  return queryOptions({
    queryKey: [...NUMBER, id, "profile"] as const,
    queryFn: (): Promise<NumberProfile> =>
      unwrap(client.GET("/api/v1/numbers/{id}/profile", { params: { path: { id } } })),
    // While somebody writes, nothing may be fetched over what they wrote.
    refetchOnWindowFocus: false,
    retry: false,
  });
}

export function changeProfile(id: string, body: ChangeProfile): Promise<NumberProfile> {
  return unwrap(client.PATCH("/api/v1/numbers/{id}/profile", { params: { path: { id } }, body }));
}

/** The picture passes through our server: pages load nothing from elsewhere. */
export function pictureAddress(id: string, version: number): string {
  return `/api/v1/numbers/${id}/profile/picture?${String(version)}`;
}

export function setPicture(id: string, file: File): Promise<NumberProfile> {
  return unwrap(
    client.PUT("/api/v1/numbers/{id}/profile/picture", {
      params: { path: { id } },
      body: file as never,
      bodySerializer: (body: unknown) => body as File,
      headers: { "Content-Type": "application/octet-stream" },
    }),
  );
}

export async function requestCode(id: string, method: "sms" | "voice", language: string): Promise<void> {
  await unwrap(
    client.POST("/api/v1/numbers/{id}/request-code", { params: { path: { id } }, body: { method, language } }),
  );
}

export async function verifyCode(id: string, code: string): Promise<void> {
  await unwrap(client.POST("/api/v1/numbers/{id}/verify-code", { params: { path: { id } }, body: { code } }));
}

export async function registerNumber(id: string, pin: string): Promise<void> {
  await unwrap(client.POST("/api/v1/numbers/{id}/register", { params: { path: { id } }, body: { pin } }));
}

export async function renameNumber(id: string, name: string): Promise<void> {
  await unwrap(client.POST("/api/v1/numbers/{id}/display-name", { params: { path: { id } }, body: { name } }));
}
