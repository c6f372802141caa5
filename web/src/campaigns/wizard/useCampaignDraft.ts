// The plan being written, and where it is saved.
import { useQueryClient } from "@tanstack/react-query";
import { CAMPAIGNS, campaignQuery, saveCampaign } from "../../api/campaigns";
import type { Campaign } from "../../api/types";
import type { Plan } from "../model/plan";
import { type SavedDraft, useSavedDraft } from "../useSavedDraft";

interface Written {
  name: string;
  plan: Plan;
}

export interface Drafting extends Written, Pick<SavedDraft<Written>, "flush" | "isSaved" | "isSaving"> {
  campaign: Campaign;
  change: (plan: Plan) => void;
  rename: (name: string) => void;
}

export function useCampaignDraft(campaign: Campaign): Drafting {
  const queries = useQueryClient();
  const { written, write, ...saving } = useSavedDraft<Written, Campaign>({
    kept: { name: campaign.name, plan: campaign.plan as unknown as Plan },
    save: ({ name, plan }) => saveCampaign(campaign.id, name, plan),
    onSaved: (saved) => {
      queries.setQueryData(campaignQuery(campaign.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: [...CAMPAIGNS, "list"] });
      void queries.invalidateQueries({ queryKey: [...CAMPAIGNS, "look", campaign.id] });
    },
  });
  return {
    campaign,
    ...written,
    ...saving,
    change: (plan) => {
      write({ ...written, plan });
    },
    rename: (name) => {
      write({ ...written, name });
    },
  };
}
