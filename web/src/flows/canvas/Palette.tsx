// What can be added, by category: dragged onto the canvas, clicked, or found by a word.
import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { type Blueprint, BLUEPRINTS, CATEGORIES } from "../model/kinds";
import styles from "./palette.module.css";
import { KindIcon } from "./KindIcon";
import { useKindName } from "./useKindName";

/** The type under which a dragged kind travels. */
export const DRAGGED = "application/x-recado-node";

export function Palette() {
  const { t } = useTranslation();
  const { add } = useBuilder();
  return (
    <aside className={styles.palette} aria-label={t("builder.palette")}>
      <BlueprintList
        draggable
        onPick={(blueprint) => {
          add(blueprint);
        }}
      />
    </aside>
  );
}

interface ListProps {
  draggable?: boolean;
  /** The search has the keyboard at once. */
  autoFocus?: boolean;
  onPick: (blueprint: Blueprint) => void;
}

export function BlueprintList({ draggable = false, autoFocus = false, onPick }: ListProps) {
  const { t } = useTranslation();
  const name = useKindName();
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const fits = ({ kind, shape, category }: Blueprint) =>
    [name(kind), name(kind, shape), kind, shape, t(`builder.category.${category}`)].some((words) =>
      plain(words).includes(plain(wanted)),
    );
  const found = BLUEPRINTS.filter(fits);
  const sorted = CATEGORIES.flatMap((category) => found.filter((blueprint) => blueprint.category === category));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((before) => (before + step + sorted.length) % Math.max(sorted.length, 1));
    else if (event.key === "Enter" && sorted[at]) onPick(sorted[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        aria-label={t("builder.searchKinds")}
        placeholder={t("builder.searchKinds")}
        leftSection={<IconSearch size={16} />}
        data-autofocus={autoFocus || undefined}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {CATEGORIES.map((category) => {
        const group = sorted.filter((blueprint) => blueprint.category === category);
        return (
          group.length > 0 && (
            <section key={category} onKeyDown={walkButtons}>
              <h3 className={styles.category}>{t(`builder.category.${category}`)}</h3>
              {group.map((blueprint) => (
                <button
                  key={`${blueprint.kind}/${blueprint.shape}`}
                  type="button"
                  className={styles.blueprint}
                  tabIndex={blueprint === sorted[0] ? 0 : -1}
                  data-at={(autoFocus || wanted !== "") && sorted[at] === blueprint ? true : undefined}
                  draggable={draggable}
                  onDragStart={(event) => {
                    event.dataTransfer.setData(DRAGGED, `${blueprint.kind}/${blueprint.shape}`);
                    event.dataTransfer.effectAllowed = "copy";
                  }}
                  onClick={() => {
                    onPick(blueprint);
                  }}
                >
                  <KindIcon kind={blueprint.kind} />
                  <span className="ellipsis">{name(blueprint.kind, blueprint.shape)}</span>
                </button>
              ))}
            </section>
          )
        );
      })}
      {sorted.length === 0 && <p className="soft">{t("inbox.nothingFound")}</p>}
    </>
  );
}

/** Without case and accents, as people search. */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** The list is one stop of Tab; arrows go from one kind to the next. */
function walkButtons(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const buttons = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>("section button") ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}
