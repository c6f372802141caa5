// The words of a sentence to mark: with the mouse from one word to another, with the keyboard by arrows and Shift. Then
// one says what they name.
import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { entitiesQuery } from "../api/intents";
import type { ExampleMark } from "../api/types";
import { marked, touches, wordsOf } from "./marks";
import { NewMarkedEntity } from "./NewMarkedEntity";
import styles from "./understanding.module.css";

interface MarkerProps {
  text: string;
  marks: ExampleMark[];
  onChange: (marks: ExampleMark[]) => void;
  onClose: () => void;
}

export function Marker({ text, marks, onChange, onClose }: MarkerProps) {
  const { t } = useTranslation();
  const words = wordsOf(text);
  const { first, last, from, group, onKeyDown, begin, reach, choose } = useStretch(words.length, onClose);
  const stretch = { start: words[first]?.start ?? 0, end: words[last]?.end ?? 0 };
  const said = Array.from(text).slice(stretch.start, stretch.end).join("");
  const change = (entity?: string) => {
    onChange(marked(marks, stretch, entity));
  };
  return (
    <div className={styles.marker}>
      <div ref={group} role="group" aria-label={t("understanding.wordsToMark")} className={styles.words}>
        {words.map((word, at) => {
          const entity = marks.find((mark) => touches(mark, word))?.entity;
          return (
            <button
              key={word.start}
              type="button"
              tabIndex={at === from ? 0 : -1}
              aria-pressed={at >= first && at <= last}
              aria-description={entity}
              className={styles.word}
              data-apart={word.apart}
              data-marked={entity !== undefined}
              onKeyDown={onKeyDown}
              onPointerDown={(event) => {
                event.currentTarget.releasePointerCapture(event.pointerId);
                begin(at);
              }}
              onPointerEnter={(event) => {
                if (event.buttons === 1) reach(at);
              }}
              onClick={(event) => {
                // The mouse has chosen already; a screen reader clicks without it.
                if (event.detail === 0) choose(at);
              }}
            >
              {word.text}
            </button>
          );
        })}
      </div>
      <Naming said={said} isMarked={marks.some((mark) => touches(mark, stretch))} onName={change} />
      <p className="soft small">{t("understanding.markHow")}</p>
    </div>
  );
}

const STEPS: Record<string, number | undefined> = { ArrowLeft: -1, ArrowRight: 1 };

/** Which words are chosen: from where one began to where one has come. */
function useStretch(count: number, onClose: () => void) {
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(0);
  const group = useRef<HTMLDivElement>(null);
  const choose = (at: number) => {
    setFrom(at);
    setTo(at);
  };
  const focus = (at: number) => {
    group.current?.querySelectorAll("button")[at]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === "Escape") onClose();
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(to + step, 0), count - 1);
    if (event.shiftKey) {
      setTo(next);
    } else {
      choose(next);
      focus(next);
    }
  };
  return {
    first: Math.min(from, to),
    last: Math.max(from, to),
    from,
    group,
    onKeyDown,
    begin: choose,
    reach: setTo,
    choose,
  };
}

function Naming({ said, isMarked, onName }: { said: string; isMarked: boolean; onName: (entity?: string) => void }) {
  const { t, i18n } = useTranslation();
  const entities = useQuery(entitiesQuery);
  const learnt = entities.data?.items.filter(({ values, pattern }) => values.length === 0 && pattern === null) ?? [];
  return (
    <Group gap={6} role="group" aria-label={t("understanding.names", { words: said })}>
      <span className="soft">{t("understanding.names", { words: said })}</span>
      {learnt.map(({ name, title }) => (
        <Button
          key={name}
          size="compact-sm"
          variant="default"
          onClick={() => {
            onName(name);
          }}
        >
          {title[i18n.language] ?? title[i18n.language.slice(0, 2)] ?? name}
        </Button>
      ))}
      <NewMarkedEntity onMade={onName} />
      {isMarked && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => {
            onName();
          }}
        >
          {t("understanding.unmark")}
        </Button>
      )}
    </Group>
  );
}
