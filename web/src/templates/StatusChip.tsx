import {
  IconArchive,
  IconCircleCheck,
  IconCircleX,
  IconHourglass,
  IconPencil,
  IconPlayerPause,
  IconQuestionMark,
  IconTrash,
  type Icon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { TemplateQuality, TemplateStatus } from "../api/types";
import { Chip } from "../app/Chip";
import { qualityTone, statusTone } from "./status";

const ICONS: Partial<Record<TemplateStatus, Icon>> = {
  draft: IconPencil,
  pending: IconHourglass,
  in_appeal: IconHourglass,
  approved: IconCircleCheck,
  rejected: IconCircleX,
  disabled: IconCircleX,
  paused: IconPlayerPause,
  archived: IconArchive,
  deleted: IconTrash,
};

export function StatusIcon({ status }: { status: TemplateStatus }) {
  const Icon = ICONS[status] ?? IconQuestionMark;
  return <Icon size={14} aria-hidden />;
}

export function StatusChip({ status, title }: { status: TemplateStatus; title?: string }) {
  const { t } = useTranslation();
  return (
    <Chip tone={statusTone(status)} icon={<StatusIcon status={status} />} title={title}>
      {t(`templates.status.${status}`)}
    </Chip>
  );
}

/** Nothing for what nobody has judged yet. */
export function QualityChip({ quality }: { quality: TemplateQuality }) {
  const { t } = useTranslation();
  if (quality === "unknown") return null;
  return (
    <Chip tone={qualityTone(quality)} title={t("templates.qualityMeaning")}>
      {t("templates.qualityIs", { quality: t(`templates.quality.${quality}`) })}
    </Chip>
  );
}
