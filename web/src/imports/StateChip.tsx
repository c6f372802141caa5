import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconFile,
  IconLoader2,
  IconPlayerPause,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Import } from "../api/types";
import { Chip } from "../app/Chip";
import { TONES } from "./states";

const ICONS = {
  uploaded: IconFile,
  checking: IconLoader2,
  running: IconLoader2,
  finished: IconCheck,
  cancelled: IconPlayerPause,
  failed: IconAlertTriangle,
  undoing: IconLoader2,
  undone: IconArrowBackUp,
};

export function StateChip({ state }: { state: Import["state"] }) {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <Chip tone={TONES[state]} icon={<Icon size={14} aria-hidden />}>
      {t(`imports.state.${state}`)}
    </Chip>
  );
}
