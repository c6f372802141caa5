import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FLOWS, flowQuery, publishFlow, saveFlow } from "../api/flows";
import { notifyDone, useAction } from "../app/notify";

export interface FlowSaving {
  save: () => void;
  publish: (note: string) => void;
  isSaving: boolean;
  isPublishing: boolean;
}

/** Saving keeps the draft, problems and all; publishing saves first and needs a draft without errors. */
export function useFlowSaving(id: string, text: string): FlowSaving {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const keep = async () => {
    await saveFlow(id, text);
    queries.setQueryData(flowQuery(id).queryKey, (old) => old && { ...old, document: text });
  };
  const save = useAction({
    mutationFn: keep,
    onSuccess: () => {
      notifyDone(t("flows.saved"));
      return queries.invalidateQueries({ queryKey: FLOWS });
    },
  });
  const publish = useAction<{ version: number }, string>({
    mutationFn: async (note: string) => {
      await keep();
      return publishFlow(id, note);
    },
    onSuccess: ({ version }) => {
      notifyDone(t("flows.published", { version }));
      return queries.invalidateQueries({ queryKey: FLOWS });
    },
  });
  return { save: save.mutate, publish: publish.mutate, isSaving: save.isPending, isPublishing: publish.isPending };
}
