import { Button, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../api/contacts";
import type { BulkChange } from "../api/types";
import { useFormat } from "../app/format";
import { LANGUAGES } from "../i18n";
import { AttributeInput } from "./AttributeInput";
import styles from "./form.module.css";

export type BulkKind = BulkChange["kind"];

interface FormProps {
  kind: BulkKind | null;
  count: number;
  busy: boolean;
  onChange: (change: BulkChange) => void;
  onClose: () => void;
}

/** What is still to be known before many are changed, and how many they are. */
export function BulkForm({ kind, ...rest }: FormProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={kind !== null}
      onClose={rest.onClose}
      title={kind && t(`contacts.bulk.${kind}`)}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {kind && <Questions key={kind} kind={kind} {...rest} />}
    </Modal>
  );
}

function Questions({ kind, count, busy, onChange }: Omit<FormProps, "kind"> & { kind: BulkKind }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState("");
  const [attribute, setAttribute] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>(null);
  const change = toChange(kind, text.trim(), attribute, value);
  return (
    <form
      className={styles.form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (change) onChange(change);
      }}
    >
      {(kind === "add_label" || kind === "remove_label") && (
        <TextInput
          label={t("contacts.label")}
          maxLength={50}
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
      )}
      {kind === "set_language" && (
        <Select
          label={t("contact.language")}
          clearable
          data={Object.entries(LANGUAGES).map(([key, label]) => ({ value: key, label }))}
          value={text || null}
          onChange={(language) => {
            setText(language ?? "");
          }}
        />
      )}
      {kind === "set_attribute" && (
        <AttributeChoice
          name={attribute}
          value={value}
          onName={(name) => {
            setAttribute(name);
            setValue(null);
          }}
          onValue={setValue}
        />
      )}
      {kind === "opt_out" && (
        <Textarea
          label={t("consent.words")}
          description={t("contacts.bulk.wordsHint")}
          autosize
          minRows={2}
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
      )}
      <p className="soft">{t("contacts.bulk.changes", { count, formatted: format.number(count) })}</p>
      <Button type="submit" disabled={!change} loading={busy}>
        {t(`contacts.bulk.${kind}`)}
      </Button>
    </form>
  );
}

interface ChoiceProps {
  name: string | null;
  value: unknown;
  onName: (name: string | null) => void;
  onValue: (value: unknown) => void;
}

function AttributeChoice({ name, value, onName, onValue }: ChoiceProps) {
  const { t } = useTranslation();
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  const attribute = attributes.find((known) => known.name === name);
  return (
    <>
      <Select
        label={t("contacts.attribute")}
        data={attributes.map((known) => ({ value: known.name, label: known.title }))}
        placeholder={attributes.length === 0 ? t("contacts.noAttributes") : undefined}
        value={name}
        onChange={onName}
      />
      {attribute && <AttributeInput key={attribute.name} attribute={attribute} value={value} onSave={onValue} live />}
    </>
  );
}

/** The change that was put together, once nothing is missing. */
function toChange(kind: BulkKind, text: string, attribute: string | null, value: unknown): BulkChange | undefined {
  switch (kind) {
    case "add_label":
    case "remove_label":
      return text === "" ? undefined : { kind, label: text };
    case "set_attribute":
      return attribute === null ? undefined : { kind, name: attribute, value };
    case "set_language":
      return { kind, language: text };
    case "opt_out":
      return text === "" ? undefined : { kind, category: "marketing", words: text };
    default:
      return { kind };
  }
}
