import { useTranslation } from "react-i18next";
import type { Test } from "../model/condition";
import { changedKind, kindOfTest, TESTS } from "../model/tests";
import { Choice } from "./Choice";
import { DateField, NumberField, TextField } from "./Typing";

/** Which test, and what is typed beside it. */
export function TestFields({ test, onChange }: { test: Test; onChange: (test: Test) => void }) {
  const { t } = useTranslation();
  const { kind, value } = kindOfTest(test);
  const label = t("segments.value");
  const write = (typed: string) => {
    onChange(kind.write(typed));
  };
  return (
    <>
      <Choice
        label={t("segments.testKind")}
        value={kind.id}
        options={TESTS.map(({ id }) => ({ value: id, label: t(`segments.pick.${id}` as "segments.pick.is") }))}
        onChange={(id) => {
          onChange(changedKind(test, id));
        }}
      />
      {kind.typed === "text" && <TextField label={label} value={value} onChange={write} />}
      {kind.typed === "texts" && <TextField label={t("segments.values")} value={value} onChange={write} />}
      {kind.typed === "date" && <DateField label={label} value={value} onChange={write} />}
      {(kind.typed === "number" || kind.typed === "days") && (
        <NumberField
          label={kind.typed === "days" ? t("segments.days") : label}
          value={Number(value)}
          least={kind.typed === "days" ? 1 : undefined}
          onChange={(number) => {
            write(String(number ?? (kind.typed === "days" ? 1 : 0)));
          }}
        />
      )}
    </>
  );
}
