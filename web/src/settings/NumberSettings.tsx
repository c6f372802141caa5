import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconFlask, IconPhoneOff, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WhatsAppNumber } from "../api/types";
import { numbersQuery } from "../api/workspace";
import { Chip } from "../app/Chip";
import { useFormat } from "../app/format";
import { RelativeTime } from "../app/RelativeTime";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { AddNumber } from "./AddNumber";
import styles from "./settings.module.css";

export function NumberSettings() {
  const { t } = useTranslation();
  const may = useMay()("manage_numbers");
  const numbers = useQuery(numbersQuery);
  const [adding, setAdding] = useState(false);
  if (numbers.isPending) return <LoadingRows rows={2} />;
  if (numbers.isError) return <ErrorState error={numbers.error} retry={() => void numbers.refetch()} />;
  const add = may && (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setAdding(true);
      }}
    >
      {t("settings.addNumber")}
    </Button>
  );
  return (
    <section className={styles.section} aria-label={t("settings.numbers")}>
      {numbers.data.items.length === 0 ? (
        <EmptyState icon={<IconPhoneOff />} title={t("settings.noNumbers")} action={add}>
          {t("settings.noNumbersDetail")}
        </EmptyState>
      ) : (
        <>
          <ul className={styles.cards}>
            {numbers.data.items.map((number) => (
              <li key={number.id}>
                <NumberCard number={number} />
              </li>
            ))}
          </ul>
          <div>{add}</div>
        </>
      )}
      <AddNumber
        opened={adding}
        onClose={() => {
          setAdding(false);
        }}
      />
    </section>
  );
}

const HEALTH_TONES = { connected: "ok", restricted: "warn", blocked: "bad" } as const;

function NumberCard({ number }: { number: WhatsAppNumber }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = number.health === "connected" ? IconCircleCheck : IconAlertTriangle;
  return (
    <article className={styles.card}>
      <header className={styles.cardHeader}>
        <div>
          <h2>
            <Link to="/numbers/$numberId" params={{ numberId: number.id }}>
              {number.verified_name || number.display_phone_number}
            </Link>
          </h2>
          <div className="soft tabular">{number.display_phone_number}</div>
        </div>
        <div className={styles.chips}>
          {number.simulated && (
            <Chip tone="emulator" icon={<IconFlask size={14} />}>
              {t("health.emulator")}
            </Chip>
          )}
          <Chip tone={HEALTH_TONES[number.health]} icon={<Icon size={14} />} title={t(`health.${number.health}Detail`)}>
            {t(`health.${number.health}`)}
          </Chip>
        </div>
      </header>
      <dl className={styles.facts}>
        <dt>{t("settings.phoneNumberId")}</dt>
        <dd className="tabular">{number.phone_number_id}</dd>
        <dt>{t("settings.wabaId")}</dt>
        <dd className="tabular">{number.waba_id}</dd>
        <dt>{t("settings.pace")}</dt>
        <dd>
          {t("settings.perSecond", {
            count: number.messages_per_second,
            formatted: format.number(number.messages_per_second),
          })}
        </dd>
        <dt>{t("settings.lastWebhook")}</dt>
        <dd>{number.last_webhook_at === null ? t("settings.never") : <RelativeTime at={number.last_webhook_at} />}</dd>
      </dl>
    </article>
  );
}
