// Words the customer reads: in the language that is shown, with a counter, and variables to pick.
import { Textarea } from "@mantine/core";
import { type ReactNode, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../../builder";
import { lengthOf } from "../../model/limits";
import { withText } from "../../model/texts";
import { isObject, type Json, localised, type Path, text as plain } from "../../model/tree";
import styles from "../panel.module.css";
import { VariablePicker } from "./VariablePicker";

interface TextProps {
  label: string;
  path: Path;
  value: Json | undefined;
  limit?: number;
  aside?: ReactNode;
}

export function TextField({ label, path, value, limit, aside }: TextProps) {
  const { t } = useTranslation();
  const { apply, language, tree, mayEdit } = useBuilder();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const own = isObject(value) ? value[language] : value;
  const text = plain(own);
  const missing = own === undefined && isObject(value);
  const over = limit !== undefined && lengthOf(text) > limit;
  const write = (words: string) => {
    const texts = isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([tag, one]) => [tag, plain(one)]))
      : { "": plain(value) };
    apply((draft) => {
      draft.set(path, withText({ path, texts }, tree.language, language, words));
    }, path.join("."));
  };
  return (
    <div>
      <div className={styles.labelRow}>
        <label htmlFor={id}>{label}</label>
        {isObject(value) && <span className={styles.tag}>{language}</span>}
        <span className="grow" />
        {mayEdit && <VariablePicker box={box} text={text} onPick={write} />}
        {limit !== undefined && (
          <span className={`${styles.counter} tabular`} data-over={over || undefined} aria-hidden>
            {lengthOf(text)}/{limit}
          </span>
        )}
        {aside}
      </div>
      <Textarea
        ref={box}
        id={id}
        autosize
        minRows={limit !== undefined && limit < 100 ? 1 : 2}
        maxRows={10}
        readOnly={!mayEdit}
        value={text}
        placeholder={missing ? localised(value, language) : undefined}
        error={over ? t("builder.tooLong", { count: lengthOf(text), limit }) : undefined}
        onChange={(event) => {
          write(event.currentTarget.value);
        }}
      />
    </div>
  );
}
