import { TextInput } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../../builder";
import { ROOT } from "../../model/schema";
import { type Json, type Path, text as plain } from "../../model/tree";
import { write as asYaml } from "../../model/document";
import { VariablePicker } from "./VariablePicker";

interface LineProps {
  label: string;
  path: Path;
  value: Json | undefined;
  /** Expressions in it are filled in. */
  filled?: boolean;
  shape?: "span" | "variable";
  required?: boolean;
}

/** One line: a name, an address, a length of time, a condition. */
export function LineField({ label, path, value, filled = false, shape, required = false }: LineProps) {
  const { t } = useTranslation();
  const { apply, mayEdit } = useBuilder();
  const box = useRef<HTMLInputElement>(null);
  const text = typeof value === "object" && value !== null ? asYaml(value).trim() : plain(value);
  const wrong = shape !== undefined && text !== "" && !new RegExp(ROOT.$defs[shape]?.pattern ?? "").test(text);
  const write = (line: string) => {
    apply((draft) => {
      if (line === "" && !required) draft.remove(path);
      else draft.set(path, typeof value === "number" && isNumber(line) ? Number(line) : line);
    }, path.join("."));
  };
  return (
    <TextInput
      ref={box}
      label={label}
      readOnly={!mayEdit}
      value={text}
      placeholder={shape === "span" ? "30m" : undefined}
      error={wrong ? t(`builder.wrong.${shape}`) : undefined}
      rightSection={
        filled && mayEdit ? (
          <VariablePicker box={box} text={text} bare={path.at(-1) === "when"} onPick={write} />
        ) : undefined
      }
      onChange={(event) => {
        write(event.currentTarget.value);
      }}
    />
  );
}

/** What was a number and still reads as one stays a number. */
const isNumber = (line: string): boolean => /^-?\d+(\.\d+)?$/.test(line);
