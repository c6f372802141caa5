import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Behaviour, withoutTimes } from "../model/condition";
import { inMajor, inMinor } from "../model/money";
import styles from "../segments.module.css";
import { Choice } from "./Choice";
import { PropertyFields, Remove } from "./PropertyFields";
import { DateField, NumberField, TextField } from "./Typing";

interface Fields {
  behaviour: Behaviour;
  onChange: (behaviour: Behaviour) => void;
}

/** Which event, how often, when, and with which properties. */
export function BehaviourFields({ behaviour, counts, onChange }: Fields & { counts?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t("segments.eventName")}
        placeholder="order_paid"
        value={behaviour.event}
        onChange={(event) => {
          onChange({ ...behaviour, event });
        }}
      />
      {counts && <Times behaviour={behaviour} onChange={onChange} />}
      <PeriodFields behaviour={behaviour} onChange={onChange} />
      <Properties behaviour={behaviour} onChange={onChange} />
    </>
  );
}

const TIMES = ["at_least", "at_most", "exactly"] as const;

function Times({ behaviour, onChange }: Fields) {
  const { t } = useTranslation();
  const kind = TIMES.find((times) => behaviour[times] !== undefined) ?? "at_least";
  const rest = withoutTimes(behaviour);
  const count = behaviour[kind] ?? 1;
  return (
    <>
      <Choice
        label={t("segments.howOften")}
        value={kind}
        options={TIMES.map((value) => ({ value, label: t(`segments.pickTimes.${value}`) }))}
        onChange={(times) => {
          onChange({ ...rest, [times]: count });
        }}
      />
      <NumberField
        label={t("segments.timesCount")}
        value={count}
        least={kind === "at_least" ? 1 : 0}
        onChange={(next) => {
          onChange({ ...rest, [kind]: next ?? 1 });
        }}
      />
    </>
  );
}

function PeriodFields({ behaviour, onChange }: Fields) {
  const { t } = useTranslation();
  const { in_last_days: days, since, before, ...rest } = behaviour;
  const kind = days === undefined ? (since === undefined && before === undefined ? "ever" : "between") : "last";
  const change = (next: "ever" | "last" | "between") => {
    if (next === "last") onChange({ ...rest, in_last_days: 30 });
    else if (next === "between") onChange({ ...rest, since: "2026-01-01", before: "2026-02-01" });
    else onChange(rest);
  };
  return (
    <>
      <Choice
        label={t("segments.when")}
        value={kind}
        options={(["ever", "last", "between"] as const).map((value) => ({
          value,
          label: t(`segments.pickPeriod.${value}`),
        }))}
        onChange={change}
      />
      {days !== undefined && (
        <NumberField
          label={t("segments.days")}
          value={days}
          least={1}
          onChange={(next) => {
            onChange({ ...rest, in_last_days: next ?? 1 });
          }}
        />
      )}
      {kind === "between" && (
        <>
          <DateField
            label={t("segments.since")}
            value={since ?? ""}
            onChange={(date) => {
              onChange({ ...rest, since: date || undefined, before });
            }}
          />
          <DateField
            label={t("segments.before")}
            value={before ?? ""}
            onChange={(date) => {
              onChange({ ...rest, since, before: date || undefined });
            }}
          />
        </>
      )}
    </>
  );
}

function Properties({ behaviour, onChange }: Fields) {
  const { t } = useTranslation();
  const { where = [], amount } = behaviour;
  return (
    <PropertyFields
      properties={where}
      onChange={(next) => {
        onChange({ ...behaviour, where: next.length > 0 ? next : undefined });
      }}
      more={
        !amount && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={12} />}
            onClick={() => {
              onChange({ ...behaviour, amount: { currency: "BRL", at_least: 0 } });
            }}
          >
            {t("segments.addAmount")}
          </Button>
        )
      }
    >
      {amount && <AmountFields behaviour={behaviour} onChange={onChange} />}
    </PropertyFields>
  );
}

function AmountFields({ behaviour, onChange }: Fields) {
  const { t } = useTranslation();
  const { amount, ...rest } = behaviour;
  if (!amount) return null;
  const { currency } = amount;
  const limit = (minor: number | undefined) => (minor === undefined ? undefined : inMajor(minor, currency));
  const minor = (major: number | undefined) => (major === undefined ? undefined : inMinor(major, currency));
  return (
    <div className={styles.fields}>
      <TextField
        label={t("segments.currency")}
        value={currency}
        onChange={(next) => {
          onChange({ ...rest, amount: { ...amount, currency: next.toUpperCase().slice(0, 3) } });
        }}
      />
      <NumberField
        label={t("segments.amountFrom")}
        value={limit(amount.at_least)}
        onChange={(next) => {
          onChange({ ...rest, amount: { ...amount, at_least: minor(next) } });
        }}
      />
      <NumberField
        label={t("segments.amountTo")}
        value={limit(amount.at_most)}
        onChange={(next) => {
          onChange({ ...rest, amount: { ...amount, at_most: minor(next) } });
        }}
      />
      <Remove
        onClick={() => {
          onChange(rest);
        }}
      />
    </div>
  );
}
