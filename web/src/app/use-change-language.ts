import { useQueryClient } from "@tanstack/react-query";
import { changeUser, sessionQuery } from "../api/session";
import { type Language, setLanguage } from "../i18n";
import { useAction } from "./notify";

/** Changes the language here at once, and for this person wherever they log in next. */
export function useChangeLanguage(): (language: Language) => void {
  const queries = useQueryClient();
  const save = useAction({
    mutationFn: async (language: Language) => {
      await setLanguage(language);
      await changeUser({ language });
      queries.setQueryData(sessionQuery.queryKey, (old) => old && { ...old, user: { ...old.user, language } });
    },
  });
  return save.mutate;
}
