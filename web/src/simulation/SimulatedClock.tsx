import { IconClock, IconPlayerPauseFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Chip } from "../app/Chip";
import { useFormat } from "../app/format";
import { useSimulatedNow } from "./simulated-now";

/** What time it is over there. */
export function SimulatedClock() {
  const { t } = useTranslation();
  const format = useFormat();
  const simulated = useSimulatedNow();
  if (!simulated) return null;
  const stopped = simulated.time.speed === 0;
  return (
    <Chip
      tone="emulator"
      icon={stopped ? <IconPlayerPauseFilled size={14} aria-hidden /> : <IconClock size={14} aria-hidden />}
    >
      {format.dateTime(simulated.now)}
      {" · "}
      {stopped
        ? t("simulation.time.stopped")
        : t("simulation.time.times", { speed: format.number(simulated.time.speed) })}
    </Chip>
  );
}
