// What begins it for a person: something that happens to them, or a date one knows of them.
import { NativeSelect, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../api/contacts";
import { Amount } from "../../campaigns/wizard/Amount";
import styles from "../../campaigns/wizard/wizard.module.css";
import { PropertyFields } from "../../segments/fields/PropertyFields";
import { type ByDate, type ByEvent, blankTrigger, type Trigger } from "../model/document";

interface FieldsProps<Kind extends Trigger> {
  trigger: Kind;
  onChange: (trigger: Trigger) => void;
}

const KINDS = ["event", "date"] as const;

export function TriggerFields({ trigger, onChange }: FieldsProps<Trigger>) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t("series.trigger.title")}</legend>
      <SegmentedControl
        aria-label={t("series.trigger.title")}
        value={trigger.kind}
        data={KINDS.map((value) => ({ value, label: t(`series.trigger.kind.${value}`) }))}
        onChange={(kind) => {
          onChange(blankTrigger[kind]);
        }}
      />
      <p className="soft small">{t(`series.trigger.hint.${trigger.kind}`)}</p>
      {trigger.kind === "event" ? (
        <EventFields trigger={trigger} onChange={onChange} />
      ) : (
        <DateFields trigger={trigger} onChange={onChange} />
      )}
    </fieldset>
  );
}

function EventFields({ trigger, onChange }: FieldsProps<ByEvent>) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        className={styles.moment}
        label={t("series.trigger.event")}
        placeholder="cart_abandoned"
        maxLength={100}
        value={trigger.event}
        onChange={(event) => {
          onChange({ ...trigger, event: event.currentTarget.value });
        }}
      />
      <PropertyFields
        properties={trigger.where ?? []}
        onChange={(where) => {
          onChange({ ...trigger, where: where.length > 0 ? where : undefined });
        }}
      />
      <Amount
        label={t("series.trigger.again")}
        unit={t("campaigns.audience.days")}
        value={trigger.again_after_days ?? null}
        initial={30}
        most={3650}
        onChange={(days) => {
          onChange({ ...trigger, again_after_days: days ?? undefined });
        }}
      />
    </>
  );
}

function DateFields({ trigger, onChange }: FieldsProps<ByDate>) {
  const { t } = useTranslation();
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  const dates = attributes.filter(({ kind }) => kind === "date" || kind === "date_time");
  return (
    <>
      <NativeSelect
        className={styles.moment}
        label={t("series.trigger.attribute")}
        description={dates.length === 0 ? t("series.trigger.noAttribute") : undefined}
        value={trigger.attribute}
        data={[
          { value: "", label: t("campaigns.message.pickAttribute") },
          ...dates.map(({ name, title }) => ({ value: name, label: title || name })),
        ]}
        onChange={(event) => {
          onChange({ ...trigger, attribute: event.currentTarget.value });
        }}
      />
      <Switch
        label={t("series.trigger.yearly")}
        checked={trigger.yearly ?? false}
        onChange={(event) => {
          onChange({ ...trigger, yearly: event.currentTarget.checked });
        }}
      />
    </>
  );
}
