import { IconCircleCheck, IconCircleX, IconHelpCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Contact, ConsentState } from "../api/types";
import { Chip } from "../app/Chip";

const LOOKS = {
  opted_in: { tone: "ok", icon: IconCircleCheck },
  opted_out: { tone: "bad", icon: IconCircleX },
  unknown: { tone: "plain", icon: IconHelpCircle },
} as const;

export function ConsentChip({ state }: { state: ConsentState }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Chip tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`consent.state.${state}`)}
    </Chip>
  );
}

/** What holds for a category on all numbers: a no of either voice, else what the person said. */
export function consentState({ consents }: Contact, category: "marketing" | "utility"): ConsentState {
  const { said, signalled } = consents[category];
  if (said?.state === "opted_out" || signalled?.state === "opted_out") return "opted_out";
  return said?.state ?? "unknown";
}
