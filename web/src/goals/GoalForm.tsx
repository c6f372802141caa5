// A goal is written, or changed.
import { Button, Modal, NativeSelect, NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeGoal, createGoal, GOALS } from "../api/goals";
import type { Goal } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { type Draft, draftOf, EMPTY, KINDS, RATES, written } from "./measure";
import styles from "./goals.module.css";

const PERIODS = ["week", "month", "quarter"] as const;
const DIRECTIONS = ["at_least", "at_most"] as const;

export function GoalForm({ goal, onClose }: { goal?: Goal; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => (goal ? draftOf(goal) : EMPTY));
  const change = (part: Partial<Draft>) => {
    setDraft((old) => ({ ...old, ...part }));
  };
  const save = useAction<Goal>({
    mutationFn: () => (goal ? changeGoal(goal.id, written(draft)) : createGoal(written(draft))),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: GOALS });
      notifyDone(t("goals.saved", { name: saved.name }));
      onClose();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(goal ? "goals.change" : "goals.new")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t("goals.name")}
          required
          maxLength={120}
          data-autofocus
          value={draft.name}
          onChange={(event) => {
            change({ name: event.currentTarget.value });
          }}
        />
        <MeasureFields draft={draft} change={change} />
        <SegmentedControl
          aria-label={t("goals.direction.label")}
          value={draft.direction}
          data={DIRECTIONS.map((value) => ({ value, label: t(`goals.direction.${value}`) }))}
          onChange={(next) => {
            change({ direction: DIRECTIONS.find((known) => known === next) });
          }}
        />
        <NumberInput
          label={t("goals.targetLabel")}
          required
          min={0}
          max={draft.kind === "events" ? undefined : 100}
          suffix={draft.kind === "events" ? undefined : " %"}
          hideControls
          value={draft.target}
          onChange={(target) => {
            change({ target });
          }}
        />
        <NativeSelect
          label={t("goals.period.label")}
          value={draft.period}
          data={PERIODS.map((value) => ({ value, label: t(`goals.period.${value}`) }))}
          onChange={(event) => {
            change({ period: PERIODS.find((known) => known === event.currentTarget.value) });
          }}
        />
        <Button type="submit" loading={save.isPending}>
          {t("action.save")}
        </Button>
      </form>
    </Modal>
  );
}

/** What is looked at: events, a share of people, or a rate of campaigns. */
function MeasureFields({ draft, change }: { draft: Draft; change: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation();
  const eventField = (field: "event" | "of", label: string) => (
    <TextInput
      label={label}
      description={t("goals.eventHint")}
      required
      value={draft[field]}
      onChange={(event) => {
        change({ [field]: event.currentTarget.value });
      }}
    />
  );
  return (
    <>
      <NativeSelect
        label={t("goals.kind.label")}
        value={draft.kind}
        data={KINDS.map((value) => ({ value, label: t(`goals.kind.${value}`) }))}
        onChange={(event) => {
          change({ kind: KINDS.find((known) => known === event.currentTarget.value) });
        }}
      />
      {draft.kind === "share" && eventField("of", t("goals.ofEvent"))}
      {draft.kind !== "rate" && eventField("event", t(draft.kind === "share" ? "goals.thenEvent" : "goals.event"))}
      {draft.kind === "rate" && (
        <NativeSelect
          label={t("goals.rateLabel")}
          value={draft.rate}
          data={RATES.map((value) => ({ value, label: t(`goals.rate.${value}`) }))}
          onChange={(event) => {
            change({ rate: event.currentTarget.value });
          }}
        />
      )}
    </>
  );
}
