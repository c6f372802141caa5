import { TagsInput, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { valueOf, write } from "../model/document";
import { isObject } from "../model/tree";
import styles from "./draft.module.css";
import type { Person } from "./transcript";

/** Who talks to the draft. A change counts from the beginning: the conversation is played anew. */
export function PersonFields({ person, onChange }: { person: Person; onChange: (person: Person) => void }) {
  const { t } = useTranslation();
  const { languages } = useBuilder();
  const [fields, setFields] = useState(Object.keys(person.fields).length > 0 ? write(person.fields) : "");
  const read = fields.trim() === "" ? {} : valueOf(fields);
  return (
    <div className={styles.person}>
      <TextInput
        label={t("builder.person.name")}
        value={person.name}
        onChange={(event) => {
          onChange({ ...person, name: event.currentTarget.value });
        }}
      />
      <TextInput
        label={t("builder.person.language")}
        placeholder={languages[0]}
        value={person.language ?? ""}
        onChange={(event) => {
          onChange({ ...person, language: event.currentTarget.value.trim() || undefined });
        }}
      />
      <TagsInput
        label={t("builder.person.labels")}
        value={person.labels}
        onChange={(labels) => {
          onChange({ ...person, labels });
        }}
      />
      <Textarea
        label={t("builder.person.fields")}
        description="city: Madrid"
        autosize
        minRows={2}
        value={fields}
        error={isObject(read) ? undefined : t("builder.wrong.yaml")}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setFields(value);
          const after = value.trim() === "" ? {} : valueOf(value);
          if (isObject(after)) onChange({ ...person, fields: after });
        }}
      />
    </div>
  );
}
