// The plan being written: kept here as typed, saved a moment later.
import { useDebouncedCallback } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { CAMPAIGNS, campaignQuery, saveCampaign } from "../../api/campaigns";
import type { Campaign } from "../../api/types";
import { useAction } from "../../app/notify";
import type { Plan } from "../model/plan";

const SAVE_MS = 600;

interface Written {
  name: string;
  plan: Plan;
}

export interface Drafting extends Written {
  campaign: Campaign;
  change: (plan: Plan) => void;
  rename: (name: string) => void;
  /** Saves what is not saved yet, and resolves when it is. */
  flush: () => Promise<void>;
  isSaved: boolean;
  isSaving: boolean;
}

export function useCampaignDraft(campaign: Campaign): Drafting {
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Written | null>(null);
  const [isSaved, setSaved] = useState(true);
  const unsaved = useRef<Written | null>(null);
  const written = edited ?? { name: campaign.name, plan: campaign.plan as unknown as Plan };
  const save = useAction<Campaign, Written>({
    mutationFn: ({ name, plan }) => saveCampaign(campaign.id, name, plan),
    onSuccess: (saved, sent) => {
      queries.setQueryData(campaignQuery(campaign.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: [...CAMPAIGNS, "list"] });
      void queries.invalidateQueries({ queryKey: [...CAMPAIGNS, "look", campaign.id] });
      if (unsaved.current === sent) {
        unsaved.current = null;
        setSaved(true);
      }
    },
  });
  const flush = async () => {
    // A campaign without a name cannot be kept; the step says so.
    if (unsaved.current && unsaved.current.name.trim() !== "") await save.mutateAsync(unsaved.current);
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
  return {
    campaign,
    ...written,
    change: (plan) => {
      write({ name: written.name, plan });
    },
    rename: (name) => {
      write({ name, plan: written.plan });
    },
    flush,
    isSaved,
    isSaving: save.isPending,
  };
}
