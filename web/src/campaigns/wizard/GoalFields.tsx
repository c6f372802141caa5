// What counts as success, for how long after a touch, and who is left out to compare with.
import { NumberInput, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { blankGoal, type Goal } from "../model/plan";
import { MOST_HOLD_OUT } from "../model/steps";
import { Amount } from "./Amount";
import type { Drafting } from "./useCampaignDraft";
import styles from "./wizard.module.css";

const WINDOWS = ["click_days", "reply_days", "read_hours", "influence_days"] as const;

export function GoalFields({ draft }: { draft: Drafting }) {
  const { t } = useTranslation();
  const { goal, hold_out_percent: heldOut } = draft.plan;
  const change = (next: Goal | null) => {
    draft.change({ ...draft.plan, goal: next });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("campaigns.schedule.goal")}</legend>
      <Switch
        label={t("campaigns.schedule.goalSwitch")}
        checked={goal !== null}
        onChange={(event) => {
          change(event.currentTarget.checked ? blankGoal : null);
        }}
      />
      {goal && <Event goal={goal} onChange={change} />}
      <Amount
        label={t("campaigns.schedule.holdOut")}
        unit="%"
        value={heldOut > 0 ? heldOut : null}
        initial={5}
        most={MOST_HOLD_OUT}
        onChange={(percent) => {
          draft.change({ ...draft.plan, hold_out_percent: percent ?? 0 });
        }}
      />
      <p className="soft small">{t("campaigns.schedule.holdOutHint")}</p>
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
