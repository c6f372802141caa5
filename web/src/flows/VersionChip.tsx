import { IconCircleCheck, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Chip } from "../app/Chip";

export function VersionChip({ version }: { version: number | null }) {
  const { t } = useTranslation();
  if (version === null) {
    return (
      <Chip icon={<IconPencil size={14} />} title={t("flows.draftMeaning")}>
        {t("flows.draft")}
      </Chip>
    );
  }
  return (
    <Chip tone="ok" icon={<IconCircleCheck size={14} />}>
      {t("flows.version", { version })}
    </Chip>
  );
}
