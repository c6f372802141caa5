// The text being written: kept here as typed, saved a moment later, looked at by the lint all the while.
import { useDebouncedCallback, useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { lintQuery, saveTemplate, templateQuery, TEMPLATES } from "../api/templates";
import type { TemplateDetail, TemplateFinding } from "../api/types";
import { useAction } from "../app/notify";
import type { Draft } from "./model/draft";

const SAVE_MS = 800;
const LINT_MS = 200;

export interface Writing {
  draft: Draft;
  findings: TemplateFinding[];
  change: (draft: Draft) => void;
  /** Saves what is not saved yet, and resolves when it is. */
  flush: () => Promise<void>;
  isSaved: boolean;
}

export function useDraft(detail: TemplateDetail): Writing {
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Draft | null>(null);
  const [isSaved, setSaved] = useState(true);
  const unsaved = useRef<Draft | null>(null);
  const draft = edited ?? ((detail.draft ?? detail.content) as unknown as Draft);
  const save = useAction<TemplateDetail, Draft>({
    mutationFn: (written: Draft) => saveTemplate(detail.id, written),
    onSuccess: (saved, written) => {
      queries.setQueryData(templateQuery(detail.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: [...TEMPLATES, "list"] });
      if (unsaved.current === written) {
        unsaved.current = null;
        setSaved(true);
      }
    },
  });
  const flush = async () => {
    if (unsaved.current) await save.mutateAsync(unsaved.current);
  };
  const saveSoon = useDebouncedCallback(() => {
    void flush().catch(() => undefined);
  }, SAVE_MS);
  const change = (next: Draft) => {
    unsaved.current = next;
    setSaved(false);
    setEdited(next);
    saveSoon();
  };
  return { draft, findings: useFindings(draft, detail), change, flush, isSaved };
}

function useFindings(draft: Draft, detail: TemplateDetail): TemplateFinding[] {
  const [steady] = useDebouncedValue(draft, LINT_MS);
  const lint = useQuery({ ...lintQuery(steady), placeholderData: keepPreviousData });
  return lint.data ?? detail.findings;
}
