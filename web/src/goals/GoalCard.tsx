// One goal: the value against the target, where it should be by now, and the verdict.
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconDots,
  IconHourglass,
  IconPencil,
  IconTrash,
  IconTrendingUp,
  IconX,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { createGoal, deleteGoal, GOALS } from "../api/goals";
import type { Goal } from "../api/types";
import { Chip, type Tone } from "../app/Chip";
import { useFormat } from "../app/format";
import { notifyWithUndo, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { GoalForm } from "./GoalForm";
import { draftOf, measureOf, written } from "./measure";
import { useMeaning } from "./meaning";
import styles from "./goals.module.css";

type Verdict = Goal["now"]["verdict"];

const TONES: Record<Verdict, Tone> = { on_track: "ok", met: "ok", at_risk: "warn", missed: "bad", too_few: "plain" };
const ICONS: Record<Verdict, ReactNode> = {
  on_track: <IconTrendingUp size={14} />,
  met: <IconCheck size={14} />,
  at_risk: <IconAlertTriangle size={14} />,
  missed: <IconX size={14} />,
  too_few: <IconHourglass size={14} />,
};

export function GoalCard({ goal }: { goal: Goal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const meaning = useMeaning(goal);
  const isShare = measureOf(goal).kind !== "events";
  const figure = (value: number) => (isShare ? format.rate(value) : format.number(Math.round(value)));
  const { now, before } = goal;
  const shown = now.value === null ? "–" : figure(now.value);
  const target = t(`goals.target.${goal.direction}`, { target: figure(goal.target) });
  return (
    <article className={styles.card} title={meaning}>
      <header className={styles.header}>
        <h3>{goal.name}</h3>
        <GoalMenu goal={goal} />
      </header>
      <p className={styles.value}>
        <span className="tabular">{shown}</span> <span className="soft small">{target}</span>
      </p>
      <Progress goal={goal} label={`${shown}. ${target}`} />
      <div className={styles.facts}>
        <Chip tone={TONES[now.verdict]} icon={ICONS[now.verdict]}>
          {t(`goals.verdict.${now.verdict}`)}
        </Chip>
        <span className="soft small">{t(`goals.period.${goal.period}`)}</span>
        {now.denominator !== null && (
          <span className="soft small tabular">
            {t("goals.of", { numerator: format.number(now.numerator), denominator: format.number(now.denominator) })}
          </span>
        )}
      </div>
      <p className="soft small">{meaning}</p>
      {!isShare && now.projection !== null && now.verdict !== "met" && (
        <p className="soft small">
          {t("goals.pace", { expected: figure(now.expected), projection: figure(now.projection) })}
        </p>
      )}
      {before.value !== null && (
        <p className="soft small">
          {t("goals.before", { value: figure(before.value), verdict: t(`goals.verdict.${before.verdict}`) })}
        </p>
      )}
    </article>
  );
}

/** How far on the way to the target, and a mark where an even pace would be. */
function Progress({ goal, label }: { goal: Goal; label: string }) {
  const { value, expected, verdict } = goal.now;
  const scale = Math.max(goal.target, value ?? 0, expected) || 1;
  const share = (part: number) => `${Math.min(100, (100 * part) / scale)}%`;
  return (
    <div className={styles.track} role="img" aria-label={label} data-tone={TONES[verdict]}>
      <div className={styles.bar} style={{ inlineSize: share(value ?? 0) }} />
      <div className={styles.mark} style={{ insetInlineStart: share(expected) }} />
    </div>
  );
}

function GoalMenu({ goal }: { goal: Goal }) {
  const { t } = useTranslation();
  const may = useMay()("manage_campaigns");
  const queries = useQueryClient();
  const [isChanging, setChanging] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: GOALS });
  const restore = useAction<Goal>({ mutationFn: () => createGoal(written(draftOf(goal))), onSuccess: refresh });
  const remove = useAction({
    mutationFn: () => deleteGoal(goal.id),
    onSuccess: () => {
      notifyWithUndo(t("goals.deleted", { name: goal.name }), t("action.undo"), () => {
        restore.mutate();
      });
      return refresh();
    },
  });
  if (!may) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("goals.more", { name: goal.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={16} />}
            onClick={() => {
              setChanging(true);
            }}
          >
            {t("goals.change")}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => {
              remove.mutate();
            }}
          >
            {t("goals.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isChanging && (
        <GoalForm
          goal={goal}
          onClose={() => {
            setChanging(false);
          }}
        />
      )}
    </>
  );
}
