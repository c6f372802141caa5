import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { standingQuery } from "../api/flows";

export interface Standing {
  /** Contacts who are here now. */
  contacts: number;
  /** Who stopped answering here lately, and their share of all conversations that ended. */
  left: number;
  share: number;
}

/** What goes on at each node, by its name. */
export function useStanding(flowId: string): Record<string, Standing | undefined> {
  const { data } = useQuery(standingQuery(flowId));
  return useMemo(
    () =>
      Object.fromEntries(
        data?.items.map(({ node, contacts, left }) => [
          node,
          { contacts, left, share: data.ended > 0 ? left / data.ended : 0 },
        ]) ?? [],
      ),
    [data],
  );
}
