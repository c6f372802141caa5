import { useQuery } from "@tanstack/react-query";
import { numbersQuery } from "../api/workspace";

/** A number as people know it. */
export function useNumberName(): (id: string) => string {
  const numbers = useQuery(numbersQuery).data?.items ?? [];
  return (id) => numbers.find((number) => number.id === id)?.display_phone_number ?? "…";
}
