import { useQuery } from "@tanstack/react-query";
import { attributesQuery } from "../api/contacts";

/** An attribute as people call it. */
export function useTitleOf(): (attribute: string) => string {
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  return (wanted) => attributes.find(({ name }) => name === wanted)?.title ?? wanted;
}
