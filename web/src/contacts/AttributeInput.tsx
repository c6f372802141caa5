import { NumberInput, Select, TextInput } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Attribute } from "../api/types";

interface InputProps {
  attribute: Attribute;
  value: unknown;
  /** `null` takes the value away. */
  onSave: (value: unknown) => void;
  readOnly?: boolean;
  /** Saves with every key, for forms that have a button of their own. */
  live?: boolean;
  error?: string;
}

/** A value is asked for by its kind, so that a wrong one can hardly be given. */
export function AttributeInput({ attribute, value, onSave, readOnly = false, live = false, error }: InputProps) {
  const { t } = useTranslation();
  const common = { label: attribute.title, size: "sm", readOnly, error } as const;
  const saveText = (text: string) => {
    const wanted = text.trim() === "" ? null : text.trim();
    if (wanted !== (asText(value) || null)) onSave(wanted);
  };
  const onEnter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !live) event.currentTarget.blur();
  };
  switch (attribute.kind) {
    case "boolean":
    case "choice": {
      const data =
        attribute.kind === "choice"
          ? [...new Set([...attribute.choices, ...(typeof value === "string" ? [value] : [])])]
          : [
              { value: "true", label: t("contacts.yes") },
              { value: "false", label: t("contacts.no") },
            ];
      return (
        <Select
          {...common}
          clearable={!readOnly}
          data={data}
          value={value === undefined || value === null ? null : asText(value)}
          onChange={(chosen) => {
            onSave(attribute.kind === "boolean" && chosen !== null ? chosen === "true" : chosen);
          }}
        />
      );
    }
    case "number":
      return (
        <NumberInput
          {...common}
          hideControls
          defaultValue={typeof value === "number" ? value : asText(value)}
          onChange={(now) => {
            if (live) onSave(now === "" ? null : now);
          }}
          onBlur={(event) => {
            if (!live) saveText(event.currentTarget.value);
          }}
          onKeyDown={onEnter}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          type={attribute.kind === "date" ? "date" : attribute.kind === "date_time" ? "datetime-local" : "text"}
          defaultValue={attribute.kind === "date_time" ? toLocal(asText(value)) : asText(value)}
          onChange={(event) => {
            if (live) onSave(event.currentTarget.value || null);
          }}
          onBlur={(event) => {
            const text = event.currentTarget.value;
            if (live) return;
            if (attribute.kind !== "date_time") saveText(text);
            else if (text !== toLocal(asText(value))) onSave(text === "" ? null : new Date(text).toISOString());
          }}
          onKeyDown={onEnter}
        />
      );
  }
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** "2027-01-31T15:00:00Z" as the browser's own field wants it, in the reader's zone. */
export function toLocal(moment: string): string {
  const at = Date.parse(moment);
  if (Number.isNaN(at)) return "";
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
