// The hours in which messages may go; outside of them it is quiet.
import { Checkbox, NativeSelect, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { blankWindow, type Window } from "../model/plan";
import styles from "./wizard.module.css";

const DAYS = [1, 2, 3, 4, 5, 6, 7];
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

interface FieldsProps {
  window: Window | null;
  onChange: (window: Window | null) => void;
}

export function WindowFields({ window, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t("campaigns.schedule.window")}</legend>
      <Switch
        label={t("campaigns.schedule.windowSwitch")}
        description={t("campaigns.schedule.windowHint")}
        checked={window !== null}
        onChange={(event) => {
          onChange(event.currentTarget.checked ? blankWindow : null);
        }}
      />
      {window && (
        <Hours
          window={window}
          onChange={(part) => {
            onChange({ ...window, ...part });
          }}
        />
      )}
    </fieldset>
  );
}

interface HoursProps {
  window: Window;
  onChange: (part: Partial<Window>) => void;
}

function Hours({ window, onChange }: HoursProps) {
  const { t, i18n } = useTranslation();
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clocks = [...new Set(["recipient", here, window.clock])];
  return (
    <>
      <div className={styles.line}>
        {(["from", "until"] as const).map((end) => (
          <TextInput
            key={end}
            type="time"
            label={t(`campaigns.schedule.${end}Time`)}
            value={window[end]}
            onChange={(event) => {
              if (event.currentTarget.value !== "") onChange({ [end]: event.currentTarget.value });
            }}
          />
        ))}
        <NativeSelect
          label={t("campaigns.schedule.clock")}
          value={window.clock}
          data={clocks.map((value) => ({
            value,
            label: value === "recipient" ? t("campaigns.schedule.recipientClock") : value,
          }))}
          onChange={(event) => {
            onChange({ clock: event.currentTarget.value });
          }}
        />
      </div>
      <Checkbox.Group
        label={t("campaigns.schedule.days")}
        value={window.days.map(String)}
        onChange={(days) => {
          onChange({ days: days.map(Number).sort((a, b) => a - b) });
        }}
      >
        <div className={styles.line}>
          {DAYS.map((day) => (
            <Checkbox key={day} value={String(day)} label={weekday.format(MONDAY + (day - 1) * DAY_MS)} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}
