import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconFlask,
  IconRosetteDiscountCheck,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { NumberRoom } from "../api/types";
import { Chip, type Tone } from "../app/Chip";
import { useFormat } from "../app/format";
import { RelativeTime } from "../app/RelativeTime";
import styles from "./numbers.module.css";

/** What a word of Meta's means for us, and which colour it has. */
const TONES: Record<string, Tone> = {
  GREEN: "ok",
  YELLOW: "warn",
  RED: "bad",
  CONNECTED: "ok",
  AVAILABLE: "ok",
  LIMITED: "warn",
  BLOCKED: "bad",
  FLAGGED: "warn",
  RESTRICTED: "warn",
  APPROVED: "ok",
  AVAILABLE_WITHOUT_REVIEW: "ok",
  PENDING_REVIEW: "warn",
  DECLINED: "bad",
  EXPIRED: "bad",
  VERIFIED: "ok",
  NOT_VERIFIED: "warn",
};

const ICONS: Partial<Record<Tone, ReactNode>> = {
  ok: <IconCircleCheck size={14} />,
  warn: <IconAlertTriangle size={14} />,
  bad: <IconCircleX size={14} />,
};

export function NumberFacts({ room }: { room: NumberRoom }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { number } = room;
  return (
    <section className={styles.card} aria-label={t("numbers.health")}>
      <h2>{t("numbers.health")}</h2>
      <dl className={styles.facts}>
        <Fact name={t("numbers.number")}>
          <span className="tabular">{number.display_phone_number}</span>
          {number.simulated && (
            <Chip tone="emulator" icon={<IconFlask size={14} />}>
              {t("health.emulator")}
            </Chip>
          )}
          {room.official && <Chip icon={<IconRosetteDiscountCheck size={14} />}>{t("numbers.official")}</Chip>}
        </Fact>
        <Fact name={t("numbers.status")}>
          <Word of={room.status} />
        </Fact>
        <Fact name={t("numbers.canSend")}>
          <Word of={room.can_send} />
        </Fact>
        <Fact name={t("numbers.quality")} about={t("numbers.qualityDetail")}>
          <Word of={room.quality} />
        </Fact>
        <Fact name={t("numbers.limit")} about={t("numbers.limitDetail")}>
          <Limit tier={room.messaging_limit} />
          {number.limit.used !== null && (
            <span className="soft">
              {t("numbers.used", { count: number.limit.used, formatted: format.number(number.limit.used) })}
            </span>
          )}
        </Fact>
        <Fact name={t("numbers.throughput")} about={t("numbers.throughputDetail")}>
          <Word of={room.throughput} />
          <span className="soft">
            {t("settings.perSecond", {
              count: number.messages_per_second,
              formatted: format.number(number.messages_per_second),
            })}
          </span>
        </Fact>
        <Fact name={t("numbers.verification")}>
          <Word of={room.verification} />
        </Fact>
        <Fact name={t("settings.lastWebhook")}>
          {number.last_webhook_at === null ? t("settings.never") : <RelativeTime at={number.last_webhook_at} />}
        </Fact>
        <Fact name={t("numbers.lag")} about={t("numbers.lagDetail")}>
          {room.webhook_lag_ms === 0
            ? t("numbers.inTime")
            : t("numbers.seconds", { seconds: format.number(Math.ceil(room.webhook_lag_ms / 1_000)) })}
        </Fact>
      </dl>
      {room.obstacles.length > 0 && (
        <ul className={styles.obstacles} aria-label={t("numbers.obstacles")}>
          {room.obstacles.map(({ about, words, remedy }, index) => (
            <li key={index}>
              <strong>{about}</strong> {words}
              {remedy !== null && <div className="soft">{remedy}</div>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Fact({ name, about, children }: { name: string; about?: string; children: ReactNode }) {
  return (
    <div>
      <dt title={about}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A word of Meta's, in the reader's language where we know it. */
function Word({ of }: { of: string | null }) {
  const { t } = useTranslation();
  if (of === null) return <span className="soft">{t("numbers.unknown")}</span>;
  const tone = TONES[of] ?? "plain";
  return (
    <Chip tone={tone} icon={ICONS[tone]}>
      {t(`numbers.word.${of as "GREEN"}`, { defaultValue: of })}
    </Chip>
  );
}

/** `TIER_2K` is two thousand people in a day. */
function Limit({ tier }: { tier: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(tier ?? "") ?? [];
  if (digits !== undefined) {
    const count = Number(digits) * (thousands === "K" ? 1_000 : 1);
    return <span>{t("numbers.people", { count, formatted: format.number(count) })}</span>;
  }
  return <Word of={tier} />;
}
