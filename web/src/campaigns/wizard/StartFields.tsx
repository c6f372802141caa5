import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNow } from "../../app/clock";
import { asField, dayField, fromField, tomorrowAtTen } from "../model/moments";
import { EVERY, type Start } from "../model/plan";
import type { ScheduleProps } from "./ScheduleStep";
import styles from "./wizard.module.css";

const KINDS = ["now", "at", "local"] as const;
const MONTH = 30 * 86_400_000;

export function StartFields({ schedule, change }: ScheduleProps) {
  const { t } = useTranslation();
  const now = useNow();
  const { start } = schedule;
  const kinds: Record<Start["kind"], Start> = {
    now: { kind: "now" },
    at: { kind: "at", at: tomorrowAtTen(now) },
    local: { kind: "local", date: dayField(tomorrowAtTen(now)), time: "10:00" },
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("campaigns.schedule.start")}</legend>
      <SegmentedControl
        aria-label={t("campaigns.schedule.start")}
        value={start.kind}
        data={KINDS.map((value) => ({ value, label: t(`campaigns.schedule.kind.${value}`) }))}
        onChange={(kind) => {
          change({ start: kinds[kind] });
        }}
      />
      <When
        start={start}
        onChange={(next) => {
          change({ start: next });
        }}
      />
      <p className="soft small">{t(`campaigns.schedule.kindHint.${start.kind}`)}</p>
      <Repeat schedule={schedule} change={change} />
    </fieldset>
  );
}

/** Emptied fields change nothing: a day that is being typed anew is not a day. */
function When({ start, onChange }: { start: Start; onChange: (start: Start) => void }) {
  const { t } = useTranslation();
  if (start.kind === "now") return null;
  if (start.kind === "at") {
    return (
      <TextInput
        type="datetime-local"
        className={styles.moment}
        aria-label={t("campaigns.schedule.dateTime")}
        value={asField(start.at)}
        onChange={(event) => {
          const at = fromField(event.currentTarget.value);
          if (at !== undefined) onChange({ kind: "at", at });
        }}
      />
    );
  }
  return (
    <div className={styles.line}>
      <TextInput
        type="date"
        aria-label={t("campaigns.schedule.date")}
        value={start.date}
        onChange={(event) => {
          if (event.currentTarget.value !== "") onChange({ ...start, date: event.currentTarget.value });
        }}
      />
      <TextInput
        type="time"
        aria-label={t("campaigns.schedule.time")}
        value={start.time}
        onChange={(event) => {
          if (event.currentTarget.value !== "") onChange({ ...start, time: event.currentTarget.value });
        }}
      />
    </div>
  );
}

function Repeat({ schedule: { repeat }, change }: ScheduleProps) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <div className={styles.line}>
      <NativeSelect
        aria-label={t("campaigns.schedule.repeat")}
        value={repeat?.every ?? ""}
        data={[
          { value: "", label: t("campaigns.schedule.once") },
          ...EVERY.map((value) => ({ value, label: t(`campaigns.schedule.every.${value}`) })),
        ]}
        onChange={(event) => {
          const every = EVERY.find((known) => known === event.currentTarget.value);
          change({ repeat: every ? { every, until: repeat?.until ?? dayField(now + MONTH) } : null });
        }}
      />
      {repeat && (
        <TextInput
          type="date"
          aria-label={t("campaigns.schedule.until")}
          leftSection={<span className="soft small">{t("campaigns.schedule.untilShort")}</span>}
          leftSectionWidth={56}
          value={repeat.until}
          onChange={(event) => {
            if (event.currentTarget.value !== "") change({ repeat: { ...repeat, until: event.currentTarget.value } });
          }}
        />
      )}
    </div>
  );
}
