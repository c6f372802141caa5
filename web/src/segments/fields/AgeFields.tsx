import { useTranslation } from "react-i18next";
import type { Age } from "../model/condition";
import { Choice } from "./Choice";
import { DateField, NumberField } from "./Typing";

type Kind = "in_last_days" | "over_days_ago" | "since" | "before" | "never" | "ever";
const KINDS: Kind[] = ["in_last_days", "over_days_ago", "since", "before", "ever", "never"];
const FIRST_DATE = "2026-01-01";

/** How long ago; a contact was always made once, so there "never" makes no sense. */
export function AgeFields({ age, always, onChange }: { age: Age; always?: boolean; onChange: (age: Age) => void }) {
  const { t } = useTranslation();
  const kind = kindOfAge(age);
  const days = age.in_last_days ?? age.over_days_ago;
  const kinds = always ? KINDS.slice(0, 4) : KINDS;
  return (
    <>
      <Choice
        label={t("segments.when")}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`segments.pickAge.${value}`) }))}
        onChange={(next) => {
          onChange(ageOf(next, days ?? 30, age.since ?? age.before ?? FIRST_DATE));
        }}
      />
      {days !== undefined && (
        <NumberField
          label={t("segments.days")}
          value={days}
          least={1}
          onChange={(next) => {
            onChange(ageOf(kind, next ?? 1, FIRST_DATE));
          }}
        />
      )}
      {(kind === "since" || kind === "before") && (
        <DateField
          label={t("segments.day")}
          value={age[kind] ?? ""}
          onChange={(date) => {
            onChange({ [kind]: date });
          }}
        />
      )}
    </>
  );
}

function kindOfAge(age: Age): Kind {
  if (age.never !== undefined) return age.never ? "never" : "ever";
  return KINDS.find((kind) => kind !== "ever" && age[kind] !== undefined) ?? "in_last_days";
}

function ageOf(kind: Kind, days: number, date: string): Age {
  if (kind === "never" || kind === "ever") return { never: kind === "never" };
  return { [kind]: kind === "since" || kind === "before" ? date : days };
}
