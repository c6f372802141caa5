// What counts as success, and for how long after a touch.
import { NumberInput, Switch, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { blankGoal, type Goal } from "../model/plan";
import styles from "./wizard.module.css";

const WINDOWS = ["click_days", "reply_days", "read_hours", "influence_days"] as const;

interface FieldsProps {
  goal: Goal | null;
  onChange: (goal: Goal | null) => void;
  /** What else belongs to measuring. */
  children?: ReactNode;
}

export function GoalFields({ goal, onChange, children }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t("campaigns.schedule.goal")}</legend>
      <Switch
        label={t("campaigns.schedule.goalSwitch")}
        checked={goal !== null}
        onChange={(event) => {
          onChange(event.currentTarget.checked ? blankGoal : null);
        }}
      />
      {goal && <Event goal={goal} onChange={onChange} />}
      {children}
    </fieldset>
  );
}

function Event({ goal, onChange }: { goal: Goal; onChange: (goal: Goal) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        className={styles.moment}
        label={t("campaigns.schedule.goalEvent")}
        placeholder="order_paid"
        maxLength={100}
        value={goal.event}
        onChange={(event) => {
          onChange({ ...goal, event: event.currentTarget.value });
        }}
      />
      <p className="soft small">{t("campaigns.schedule.goalHint")}</p>
      <div className={styles.line}>
        {WINDOWS.map((window) => (
          <NumberInput
            key={window}
            className={styles.number}
            label={t(`campaigns.schedule.goalWindow.${window}`)}
            suffix={` ${t(window === "read_hours" ? "campaigns.schedule.hours" : "campaigns.audience.days")}`}
            min={0}
            max={window === "read_hours" ? 720 : 90}
            clampBehavior="strict"
            allowDecimal={false}
            value={goal[window]}
            onChange={(value) => {
              if (value !== "") onChange({ ...goal, [window]: Number(value) });
            }}
          />
        ))}
      </div>
    </>
  );
}
