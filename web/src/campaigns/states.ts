// How the state of a campaign looks, and what it lets one do.
import type { CampaignState } from "../api/types";
import type { Tone } from "../app/Chip";

export const STATES: CampaignState[] = ["draft", "scheduled", "running", "paused", "completed", "cancelled"];

export const TONES: Record<CampaignState, Tone> = {
  draft: "plain",
  scheduled: "accent",
  running: "ok",
  paused: "warn",
  completed: "plain",
  cancelled: "plain",
};

/** The plan of what was launched to begin later may still change. */
export const mayBeWritten = (state: CampaignState) => state === "draft" || state === "scheduled";
export const isAtWork = (state: CampaignState) => state === "running" || state === "paused";
export const mayBeCancelled = (state: CampaignState) => state === "scheduled" || isAtWork(state);
