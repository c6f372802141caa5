import { IconRobot, IconUser, IconUserQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Owner } from "../api/types";
import { Chip } from "../app/Chip";

const ICONS = { bot: IconRobot, human: IconUser, nobody: IconUserQuestion } as const;
const TONES = { bot: "accent", human: "ok", nobody: "warn" } as const;

/** Who may speak for the business in this conversation. */
export function OwnerPill({ owner, name }: { owner: Owner; name?: string }) {
  const { t } = useTranslation();
  const Icon = ICONS[owner];
  return (
    <Chip tone={TONES[owner]} icon={<Icon size={14} aria-hidden />} title={t(`owner.${owner}Detail`)}>
      {owner === "human" && name ? name : t(`owner.${owner}`)}
    </Chip>
  );
}
