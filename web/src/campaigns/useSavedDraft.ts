// What is being written: kept here as typed, saved a moment later. Campaigns and series share it.
import { useDebouncedCallback } from "@mantine/hooks";
import { useRef, useState } from "react";
import { useAction } from "../app/notify";

const SAVE_MS = 600;

export interface SavedDraft<Written> {
  written: Written;
  write: (next: Written) => void;
  /** Saves what is not saved yet, and resolves when it is. */
  flush: () => Promise<void>;
  isSaved: boolean;
  isSaving: boolean;
}

interface Keeping<Written extends { name: string }, Kept> {
  kept: Written;
  save: (written: Written) => Promise<Kept>;
  onSaved: (kept: Kept) => void;
}

export function useSavedDraft<Written extends { name: string }, Kept>({
  kept,
  save,
  onSaved,
}: Keeping<Written, Kept>): SavedDraft<Written> {
  const [edited, setEdited] = useState<Written | null>(null);
  const [isSaved, setSaved] = useState(true);
  const unsaved = useRef<Written | null>(null);
  const saving = useAction<Kept, Written>({
    mutationFn: save,
    onSuccess: (saved, sent) => {
      onSaved(saved);
      if (unsaved.current === sent) {
        unsaved.current = null;
        setSaved(true);
      }
    },
  });
  const flush = async () => {
    // Nothing can be kept without a name; the page says so.
    if (unsaved.current && unsaved.current.name.trim() !== "") await saving.mutateAsync(unsaved.current);
  };
  const saveSoon = useDebouncedCallback(() => {
    void flush().catch(() => undefined);
  }, SAVE_MS);
  const write = (next: Written) => {
    unsaved.current = next;
    setSaved(false);
    setEdited(next);
    saveSoon();
  };
  return { written: edited ?? kept, write, flush, isSaved, isSaving: saving.isPending };
}
