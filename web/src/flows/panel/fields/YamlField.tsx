import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../../builder";
import { valueOf, write } from "../../model/document";
import type { Json, Path } from "../../model/tree";

/** A part of the document as text, for everything that has no editor of its own. */
export function YamlField({ label, path, value }: { label: string; path: Path; value: Json | undefined }) {
  const { t } = useTranslation();
  const { apply, mayEdit } = useBuilder();
  const own = value === undefined ? "" : write(value).trimEnd();
  const [written, setWritten] = useState<string>();
  const text = written ?? own;
  const wrong = valueOf(text) === undefined;
  const save = () => {
    const read = valueOf(text);
    if (written === undefined || read === undefined) return;
    apply((draft) => {
      if (text.trim() === "") draft.remove(path);
      else draft.set(path, read);
    });
    setWritten(undefined);
  };
  return (
    <Textarea
      label={label}
      description="YAML"
      autosize
      minRows={2}
      maxRows={14}
      readOnly={!mayEdit}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      value={text}
      error={wrong ? t("builder.wrong.yaml") : undefined}
      onChange={(event) => {
        setWritten(event.currentTarget.value);
      }}
      onBlur={save}
    />
  );
}
