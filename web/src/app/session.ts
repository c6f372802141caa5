import { useSuspenseQuery } from "@tanstack/react-query";
import { sessionQuery } from "../api/session";
import type { Permission, Session } from "../api/types";

/** Who is logged in; only for what stands inside the shell, which nobody enters without. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error("used outside the shell");
  return data;
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
