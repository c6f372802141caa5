// When a message comes: so long after what began the series, or before a date; at a time of the person's clock if one says so.
import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import wizard from "../../campaigns/wizard/wizard.module.css";
import type { SeriesStep, Trigger } from "../model/document";

interface FieldsProps {
  step: SeriesStep;
  trigger: Trigger["kind"];
  onChange: (part: Partial<SeriesStep>) => void;
}

const MOST = { days: 3650, hours: 1440 } as const;

export function WhenFields({ step, trigger, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const isBefore = step.days < 0 || step.hours < 0;
  const signed = (amount: number, before: boolean) => (before ? -amount : amount) + 0;
  const turn = (before: boolean) => {
    onChange({ days: signed(Math.abs(step.days), before), hours: signed(Math.abs(step.hours), before) });
  };
  return (
    <div className={wizard.line}>
      {(["days", "hours"] as const).map((unit) => (
        <NumberInput
          key={unit}
          w={120}
          label={t(`series.${unit}`)}
          min={0}
          max={MOST[unit]}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={Math.abs(step[unit])}
          onChange={(amount) => {
            if (amount !== "") onChange({ [unit]: signed(Number(amount), isBefore) });
          }}
        />
      ))}
      {trigger === "date" && (
        <NativeSelect
          label={t("series.side")}
          value={isBefore ? "before" : "after"}
          data={(["before", "after"] as const).map((value) => ({ value, label: t(`series.sides.${value}`) }))}
          onChange={(event) => {
            turn(event.currentTarget.value === "before");
          }}
        />
      )}
      <TextInput
        type="time"
        label={t("series.time")}
        title={t(`series.timeHint.${trigger}`)}
        value={step.time ?? ""}
        onChange={(event) => {
          onChange({ time: event.currentTarget.value || undefined });
        }}
      />
    </div>
  );
}
