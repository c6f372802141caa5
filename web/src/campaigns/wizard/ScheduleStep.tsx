// When it goes, how fast, when it stops by itself, and what will count as success.
import { useTranslation } from "react-i18next";
import type { Schedule } from "../model/plan";
import { MOST_HOLD_OUT } from "../model/steps";
import { Amount } from "./Amount";
import { GoalFields } from "./GoalFields";
import { PaceFields } from "./PaceFields";
import { StartFields } from "./StartFields";
import { StopFields } from "./StopFields";
import type { Drafting } from "./useCampaignDraft";
import { WindowFields } from "./WindowFields";

export interface ScheduleProps {
  schedule: Schedule;
  change: (part: Partial<Schedule>) => void;
}

export function ScheduleStep({ draft }: { draft: Drafting }) {
  const { plan } = draft;
  const schedule: ScheduleProps = {
    schedule: plan.schedule,
    change: (part) => {
      draft.change({ ...plan, schedule: { ...plan.schedule, ...part } });
    },
  };
  return (
    <>
      <StartFields {...schedule} />
      <WindowFields
        window={plan.schedule.window}
        onChange={(window) => {
          schedule.change({ window });
        }}
      />
      <PaceFields {...schedule} />
      <StopFields
        stop={plan.stop}
        onChange={(stop) => {
          draft.change({ ...plan, stop });
        }}
      />
      <GoalFields
        goal={plan.goal}
        onChange={(goal) => {
          draft.change({ ...plan, goal });
        }}
      >
        <HoldOut draft={draft} />
      </GoalFields>
    </>
  );
}

/** Who is left out to compare with. */
function HoldOut({ draft }: { draft: Drafting }) {
  const { t } = useTranslation();
  const { hold_out_percent: heldOut } = draft.plan;
  return (
    <>
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
    </>
  );
}
