// A text of a template: its words with a bar above them, how much room is left, the samples of its variables, and what
// is wrong with it.
import { ActionIcon, Button, Textarea, TextInput, Tooltip } from "@mantine/core";
import { IconBold, IconCode, IconItalic, IconStrikethrough, IconVariable } from "@tabler/icons-react";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { TemplateFinding } from "../../api/types";
import type { Component } from "../model/draft";
import { nextVariable, samplesOf, variablesIn, withSample, withText } from "../model/variables";
import styles from "../editor.module.css";
import { EmojiButton } from "./EmojiButton";
import { Findings } from "./Findings";

interface WordsProps {
  label: string;
  component: Component;
  named: boolean;
  limit: number;
  findings: TemplateFinding[];
  onChange: (component: Component) => void;
  /** One line without formatting. */
  plain?: boolean;
  /** Whether there may be variables, and whether there may be another one. */
  variables?: "none" | "one" | "many";
}

const MARKS = [
  { mark: "*", name: "bold", Icon: IconBold },
  { mark: "_", name: "italic", Icon: IconItalic },
  { mark: "~", name: "struck", Icon: IconStrikethrough },
  { mark: "```", name: "mono", Icon: IconCode },
] as const;

export function WordsField({
  label,
  component,
  named,
  limit,
  findings,
  onChange,
  plain,
  variables = "many",
}: WordsProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const text = component.text ?? "";
  const length = Array.from(text).length;
  const write = (next: string, cursor?: number) => {
    onChange(withText(component, next, named));
    if (cursor !== undefined) {
      // After the new text is in the box.
      requestAnimationFrame(() => {
        box.current?.focus();
        box.current?.setSelectionRange(cursor, cursor);
      });
    }
  };
  const around = (before: string, after: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = box.current ?? {};
    const chosen = text.slice(selectionStart, selectionEnd);
    const next = text.slice(0, selectionStart) + before + chosen + after + text.slice(selectionEnd);
    write(next, selectionStart + before.length + chosen.length + (chosen ? after.length : 0));
  };
  const show = (from: number, until: number) => {
    const signs = Array.from(text);
    box.current?.focus();
    box.current?.setSelectionRange(signs.slice(0, from).join("").length, signs.slice(0, until).join("").length);
  };
  const mayAdd = variables === "many" || (variables === "one" && variablesIn(text).length === 0);
  return (
    <div className={styles.words}>
      <div className={styles.bar}>
        {!plain &&
          MARKS.map(({ mark, name, Icon }) => (
            <Tooltip key={name} label={t(`templates.mark.${name}`)}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t(`templates.mark.${name}`)}
                onClick={() => {
                  around(mark, mark);
                }}
              >
                <Icon size={16} />
              </ActionIcon>
            </Tooltip>
          ))}
        {!plain && (
          <EmojiButton
            onPick={(emoji) => {
              around(emoji, "");
            }}
          />
        )}
        {variables !== "none" && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconVariable size={14} />}
            disabled={!mayAdd}
            onClick={() => {
              around(`{{${nextVariable(text, named)}}}`, "");
            }}
          >
            {t("templates.addVariable")}
          </Button>
        )}
        <span className={`soft small tabular ${styles.counter}`} data-over={length > limit || undefined}>
          {length}/{limit}
        </span>
      </div>
      <Textarea
        ref={box}
        aria-label={label}
        aria-describedby={findings.length > 0 ? id : undefined}
        autosize
        minRows={plain ? 1 : 3}
        maxRows={14}
        value={text}
        error={findings.some(({ severity }) => severity === "error")}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          write(plain ? typed.replaceAll("\n", " ") : typed);
        }}
      />
      <div id={id} aria-live="polite">
        <Findings findings={findings} text={text} onShow={show} />
      </div>
      <Samples component={component} named={named} onChange={onChange} />
    </div>
  );
}

/** The reviewer reads the text with these in it. */
function Samples({ component, named, onChange }: Pick<WordsProps, "component" | "named" | "onChange">) {
  const { t } = useTranslation();
  const samples = Object.entries(samplesOf(component));
  if (samples.length === 0) return null;
  return (
    <div className={styles.samples}>
      {samples.map(([name, sample]) => (
        <TextInput
          key={name}
          size="xs"
          label={t("templates.sampleOf", { name: `{{${name}}}` })}
          value={sample}
          onChange={(event) => {
            onChange(withSample(component, name, event.currentTarget.value, named));
          }}
        />
      ))}
    </div>
  );
}
