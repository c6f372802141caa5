import { IconClock, IconClockExclamation, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Chip } from "../app/Chip";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { windowState } from "./window";

const TONES = { calm: "plain", soon: "warn", last: "bad" } as const;

/** How long free text is still allowed: turns amber two hours before the end, red in the last quarter of an hour. */
export function WindowChip({ expiresAt, long = false }: { expiresAt: number | null; long?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = windowState(expiresAt, useNow());
  if (!state.open) {
    const title = t(state.everOpen ? "window.closedDetail" : "window.neverDetail");
    return (
      <Chip icon={<IconLock size={14} aria-hidden />} title={title}>
        {t("window.closed")}
      </Chip>
    );
  }
  const left = format.duration(state.left);
  const Icon = state.urgency === "calm" ? IconClock : IconClockExclamation;
  return (
    <Chip
      tone={TONES[state.urgency]}
      icon={<Icon size={14} aria-hidden />}
      title={t("window.openDetail", { when: format.dateTime(expiresAt ?? 0) })}
    >
      {long ? t("window.left", { left }) : left}
    </Chip>
  );
}
