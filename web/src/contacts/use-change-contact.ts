import { useQueryClient } from "@tanstack/react-query";
import { changeContact, type ContactChange, CONTACTS, contactQuery } from "../api/contacts";
import { useAction } from "../app/notify";

/** Saves a change, shows it at once, and lets the lists know. */
export function useChangeContact(id: string) {
  const queries = useQueryClient();
  return useAction({
    mutationFn: (wanted: ContactChange) => changeContact(id, wanted),
    onSuccess: (saved) => {
      queries.setQueryData(contactQuery(id).queryKey, saved);
      return queries.invalidateQueries({ queryKey: [...CONTACTS, "list"] });
    },
  });
}
