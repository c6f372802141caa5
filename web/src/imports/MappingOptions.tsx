// What holds for the whole file: who is who, what becomes of those who are known, labels, consent.
import { Checkbox, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportMapping, ImportSubject } from "../api/types";
import { keyOf, keys, withKey } from "./columns";
import styles from "./imports.module.css";

interface Props {
  subject: ImportSubject;
  /** People can be recognised by nothing else. */
  byPhone?: boolean;
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
}

const EXISTING = ["update", "fill_in", "skip"] as const;

export function MappingOptions({ subject, byPhone = false, mapping, onChange }: Props) {
  const { t } = useTranslation();
  const change: Change = (part) => {
    onChange({ ...mapping, ...part });
  };
  return (
    <div className={styles.options}>
      <Select
        label={t("imports.matchOn")}
        description={t("imports.matchOnHint")}
        data={(byPhone ? ["phone"] : keys(mapping)).map((key) => ({
          value: key,
          label: key === "phone" ? t("imports.target.phone") : key.slice(10),
        }))}
        value={keyOf(mapping)}
        allowDeselect={false}
        onChange={(key) => {
          if (key) onChange(withKey(mapping, key));
        }}
      />
      <Select
        label={t("imports.existing")}
        description={t("imports.existingHint")}
        data={EXISTING.map((value) => ({ value, label: t(`imports.existingIs.${value}`) }))}
        value={mapping.existing}
        allowDeselect={false}
        onChange={(existing) => {
          if (existing) change({ existing });
        }}
      />
      <Writing mapping={mapping} change={change} />
      {subject === "events" && (
        <TextInput
          label={t("imports.eventName")}
          description={t("imports.eventNameHint")}
          value={mapping.event_name ?? ""}
          maxLength={64}
          onChange={(event) => {
            change({ event_name: event.currentTarget.value || null });
          }}
        />
      )}
      <TagsInput
        label={t("imports.labels")}
        description={t("imports.labelsHint")}
        value={mapping.labels}
        onChange={(labels) => {
          change({ labels });
        }}
      />
      <Consent mapping={mapping} change={change} />
    </div>
  );
}

type Change = (part: Partial<ImportMapping>) => void;

/** How the file writes phones, dates and numbers. */
function Writing({ mapping, change }: { mapping: ImportMapping; change: Change }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t("imports.country")}
        description={t("imports.countryHint")}
        value={mapping.default_country}
        maxLength={2}
        onChange={(event) => {
          change({ default_country: event.currentTarget.value.toUpperCase() });
        }}
      />
      <Select
        label={t("imports.dates")}
        description={t("imports.datesHint")}
        data={(["day_first", "month_first"] as const).map((value) => ({
          value,
          label: t(`imports.dateOrder.${value}`),
        }))}
        value={mapping.date_order}
        allowDeselect={false}
        onChange={(order) => {
          if (order) change({ date_order: order });
        }}
      />
      <Select
        label={t("imports.decimals")}
        description={t("imports.decimalsHint")}
        data={(["comma", "point"] as const).map((value) => ({ value, label: t(`imports.decimalMark.${value}`) }))}
        value={mapping.decimal_mark}
        allowDeselect={false}
        onChange={(mark) => {
          if (mark) change({ decimal_mark: mark });
        }}
      />
    </>
  );
}

/** Consent without its words proves nothing, so they are asked for. */
function Consent({ mapping, change }: { mapping: ImportMapping; change: Change }) {
  const { t } = useTranslation();
  const { consent } = mapping;
  return (
    <div className={styles.consent}>
      <Checkbox
        label={t("imports.consentAll")}
        description={t("imports.consentAllHint")}
        checked={consent !== null}
        onChange={(event) => {
          change({ consent: event.currentTarget.checked ? { categories: ["marketing"], words: "" } : null });
        }}
      />
      {consent && (
        <Textarea
          label={t("imports.consentWords")}
          description={t("imports.consentWordsHint")}
          required
          autosize
          value={consent.words}
          error={consent.words.trim() === "" && t("imports.consentWordsMissing")}
          onChange={(event) => {
            change({ consent: { ...consent, words: event.currentTarget.value } });
          }}
        />
      )}
    </div>
  );
}
