import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { IconPlayerSkipForward } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeTime, timeQuery } from "../api/simulation";
import { useFormat } from "../app/format";
import { useAction } from "../app/notify";
import { ErrorState, LoadingRows } from "../app/states";
import { localMinute, useSimulatedNow } from "./simulated-now";
import styles from "./simulation.module.css";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEPS = { minute: MINUTE, hour: HOUR, day: 24 * HOUR, window: 25 * HOUR, week: 7 * 24 * HOUR } as const;
const SPEEDS = [0, 1, 10, 60, 3_600];

/** Stop time, let it run faster, step it, jump. It never goes back. */
export function TimePanel() {
  const { t } = useTranslation();
  const query = useQuery(timeQuery);
  const queries = useQueryClient();
  const change = useAction({
    mutationFn: changeTime,
    onSuccess: (time) => {
      queries.setQueryData(timeQuery.queryKey, time);
      void queries.invalidateQueries({ queryKey: ["emulator"] });
    },
  });
  if (query.isPending) return <LoadingRows rows={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const { speed, next_due: nextDue } = query.data;
  return (
    <div className={styles.stack}>
      <Clock />
      <section className={styles.card}>
        <h2>{t("simulation.time.speed")}</h2>
        <SegmentedControl
          fullWidth
          aria-label={t("simulation.time.speed")}
          value={String(speed)}
          data={SPEEDS.map((value) => ({
            value: String(value),
            label: value === 0 ? t("simulation.time.stop") : t("simulation.time.times", { speed: value }),
          }))}
          onChange={(value) => {
            change.mutate({ speed: Number(value) });
          }}
        />
        <p className="soft">{t("simulation.time.speedDetail")}</p>
      </section>
      <section className={styles.card}>
        <h2>{t("simulation.time.step")}</h2>
        <div className={styles.buttons}>
          {(Object.keys(STEPS) as (keyof typeof STEPS)[]).map((name) => (
            <Button
              key={name}
              variant="default"
              onClick={() => {
                change.mutate({ step_ms: STEPS[name] });
              }}
            >
              {t(`simulation.time.steps.${name}`)}
            </Button>
          ))}
          <Button
            leftSection={<IconPlayerSkipForward size={16} />}
            disabled={nextDue === null}
            onClick={() => {
              if (nextDue !== null) change.mutate({ now: nextDue });
            }}
          >
            {t("simulation.time.next")}
          </Button>
        </div>
        <p className="soft">{t("simulation.time.stepDetail")}</p>
      </section>
      <Jump
        onJump={(now) => {
          change.mutate({ now });
        }}
      />
    </div>
  );
}

function Clock() {
  const format = useFormat();
  const simulated = useSimulatedNow();
  if (!simulated) return null;
  return (
    <p className={styles.clock} role="timer">
      <time dateTime={new Date(simulated.now).toISOString()}>{format.exact(simulated.now)}</time>
    </p>
  );
}

function Jump({ onJump }: { onJump: (at: number) => void }) {
  const { t } = useTranslation();
  const simulated = useSimulatedNow();
  const [value, setValue] = useState("");
  const at = value === "" ? undefined : new Date(value).getTime();
  const isPast = at !== undefined && simulated !== undefined && at < simulated.now;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (at !== undefined && !isPast) onJump(at);
  };
  return (
    <form className={styles.card} onSubmit={submit}>
      <h2>{t("simulation.time.jump")}</h2>
      <div className={styles.buttons}>
        <TextInput
          type="datetime-local"
          aria-label={t("simulation.time.jump")}
          min={simulated && localMinute(simulated.now)}
          value={value}
          error={isPast && t("simulation.time.past")}
          onChange={(event) => {
            setValue(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default" disabled={at === undefined || isPast}>
          {t("simulation.time.go")}
        </Button>
      </div>
    </form>
  );
}
