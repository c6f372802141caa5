// When it goes, how fast, when it stops by itself, and what will count as success.
import type { Schedule } from "../model/plan";
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
      <WindowFields {...schedule} />
      <PaceFields {...schedule} />
      <StopFields draft={draft} />
      <GoalFields draft={draft} />
    </>
  );
}
