import { queryOptions } from "@tanstack/react-query";
import { client, unwrap } from "./client";
import type { Page, User } from "./types";

/** Who works here: for names beside assignments. */
export const usersQuery = queryOptions({
  queryKey: ["users"] as const,
  queryFn: (): Promise<Page<User>> => unwrap(client.GET("/api/v1/users")),
  staleTime: 5 * 60_000,
});
