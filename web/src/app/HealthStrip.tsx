// Always in sight: can each number send, when did Meta last speak to us, is this browser up to date.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCommand, IconFlask, IconPlugConnectedX } from "@tabler/icons-react";
import { spotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useStreamState } from "../api/stream";
import type { WhatsAppNumber } from "../api/types";
import { numbersQuery } from "../api/workspace";
import { Chip } from "./Chip";
import { useFormat } from "./format";
import styles from "./HealthStrip.module.css";
import { RelativeTime } from "./RelativeTime";
import { useMay, useSession } from "./session";
import { UserMenu } from "./UserMenu";

function NumberHealth({ number }: { number: WhatsAppNumber }) {
  const { t } = useTranslation();
  const well = number.health === "connected";
  return (
    <span className={styles.number} data-health={number.health}>
      {well ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
      <span className="tabular">{number.display_phone_number}</span>
      <span className={styles.word}>{t(`health.${number.health}`)}</span>
      <PeopleToday limit={number.limit} />
      {number.last_webhook_at !== null && (
        <span className={`soft ${styles.webhook}`}>
          · {t("health.lastWebhook")} <RelativeTime at={number.last_webhook_at} />
        </span>
      )}
    </span>
  );
}

/** How much of Meta's limit is used; nothing where there is none. */
function PeopleToday({ limit: { people, used } }: { limit: WhatsAppNumber["limit"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (people === null || used === null) return null;
  return (
    <span
      className={`soft tabular ${styles.limit}`}
      data-full={used >= people || undefined}
      title={t("health.peopleTodayDetail")}
    >
      · {t("health.peopleToday", { used: format.number(used), people: format.number(people) })}
    </span>
  );
}

function LiveLight() {
  const { t } = useTranslation();
  const state = useStreamState();
  if (state !== "lost") return null;
  return (
    <Chip tone="warn" icon={<IconPlugConnectedX size={14} />}>
      {t("health.reconnecting")}
    </Chip>
  );
}

export function HealthStrip({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const may = useMay();
  const numbers = useQuery({ ...numbersQuery, enabled: may("read_numbers") });
  return (
    <header className={styles.strip} data-emulator={session.emulator || undefined}>
      <strong className={`ellipsis ${styles.workspace}`}>{session.workspace.name}</strong>
      <div className={styles.numbers}>
        {numbers.data?.items.map((number) => (
          <NumberHealth key={number.id} number={number} />
        ))}
      </div>
      <div className={styles.right} role="status">
        <LiveLight />
        {session.emulator && (
          <Chip tone="emulator" icon={<IconFlask size={14} />} title={t("health.emulatorDetail")}>
            {t("health.emulator")}
          </Chip>
        )}
      </div>
      <Tooltip label={t("palette.title")}>
        <ActionIcon variant="subtle" color="gray" onClick={spotlight.open} aria-label={t("palette.title")}>
          <IconCommand size={18} />
        </ActionIcon>
      </Tooltip>
      <div className={styles.user}>
        <UserMenu onShortcuts={onShortcuts} />
      </div>
    </header>
  );
}
