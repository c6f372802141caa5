import { Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { useBuilder } from "../../builder";
import type { Editor, Field } from "../../model/fields";
import { type Json, type Path, text } from "../../model/tree";
import { useFieldName } from "../useFieldName";

interface ValueFieldProps {
  field: Field;
  editor: Extract<Editor, { type: "number" | "switch" | "choice" | "words" }>;
  path: Path;
  value: Json | undefined;
}

/** A setting that is a plain value: a number, yes or no, one of a few words, or a list of words. */
export function ValueField({ field, editor, path, value }: ValueFieldProps) {
  const fieldName = useFieldName();
  const { apply, mayEdit } = useBuilder();
  const label = fieldName(field.key);
  const set = (next: Json | undefined) => {
    apply((draft) => {
      if (next === undefined) draft.remove(path);
      else draft.set(path, next);
    }, path.join("."));
  };
  switch (editor.type) {
    case "number":
      return (
        <TextInput
          type="number"
          label={label}
          step={editor.whole ? 1 : "any"}
          readOnly={!mayEdit}
          value={typeof value === "number" ? value : ""}
          onChange={({ currentTarget: { value: written } }) => {
            set(written === "" ? undefined : Number(written));
          }}
        />
      );
    case "switch":
      return (
        <Switch
          label={label}
          checked={value === true}
          disabled={!mayEdit}
          onChange={({ currentTarget: { checked } }) => {
            set(checked ? true : undefined);
          }}
        />
      );
    case "choice":
      return (
        <Select
          label={label}
          readOnly={!mayEdit}
          data={editor.options.map((option) => ({ value: option, label: fieldName(option, "value") }))}
          value={
            value === undefined
              ? (editor.options.find((option) => option === field.schema.default) ?? null)
              : text(value)
          }
          clearable={!field.required && value !== undefined}
          onChange={(chosen) => {
            set(chosen ?? undefined);
          }}
        />
      );
    case "words":
      return (
        <TagsInput
          label={label}
          readOnly={!mayEdit}
          value={Array.isArray(value) ? value.map(text) : []}
          onChange={(words) => {
            set(words);
          }}
        />
      );
  }
}
