import { IconCircleCheck, IconHourglass, IconParking } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { JournalState } from "../api/types";
import { Chip } from "../app/Chip";

const ICONS = { pending: IconHourglass, processed: IconCircleCheck, parked: IconParking } as const;
const TONES = { pending: "plain", processed: "ok", parked: "warn" } as const;

export function StateChip({ state }: { state: JournalState }) {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <Chip tone={TONES[state]} icon={<Icon size={14} aria-hidden />}>
      {t(`journal.state.${state}`)}
    </Chip>
  );
}
