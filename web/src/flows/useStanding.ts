import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { standingQuery } from "../api/flows";

/** How many contacts stand at each node, by its name. */
export function useStanding(flowId: string): Record<string, number | undefined> {
  const { data } = useQuery(standingQuery(flowId));
  return useMemo(() => Object.fromEntries(data?.map(({ node, contacts }) => [node, contacts]) ?? []), [data]);
}
