import {
  IconCalendarTime,
  IconCircleCheck,
  IconCircleX,
  IconPencil,
  IconPlayerPause,
  IconSend2,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Campaign, CampaignState } from "../api/types";
import { Chip } from "../app/Chip";
import { useLookup } from "../i18n/lookup";
import { TONES } from "./states";

const ICONS: Record<CampaignState, typeof IconPencil> = {
  draft: IconPencil,
  scheduled: IconCalendarTime,
  running: IconSend2,
  paused: IconPlayerPause,
  completed: IconCircleCheck,
  cancelled: IconCircleX,
};

/** What stopped by itself says so: its reason on hover. */
export function StateChip({ campaign: { state, halt } }: { campaign: Pick<Campaign, "state" | "halt"> }) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const Icon = ICONS[state];
  const isStopped = state === "paused" && halt !== null;
  return (
    <Chip
      tone={isStopped ? "bad" : TONES[state]}
      icon={<Icon size={14} aria-hidden />}
      title={isStopped ? lookup(`campaigns.halt.${halt}`) : undefined}
    >
      {t(isStopped ? "campaigns.state.stopped" : `campaigns.state.${state}`)}
    </Chip>
  );
}
