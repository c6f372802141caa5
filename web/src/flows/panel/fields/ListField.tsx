// A list of things of one shape: buttons, cases, sections. Each can be moved, removed, and one more added.
import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../../builder";
import { useWords } from "../../useWords";
import { freeName } from "../../model/edits";
import { emptyObject } from "../../model/fields";
import { becomesList, BUTTONS } from "../../model/limits";
import { nameOf, type Schema } from "../../model/schema";
import { isObject, type Json, type JsonObject, type Path, text } from "../../model/tree";
import { ObjectFields } from "../ObjectFields";
import styles from "../panel.module.css";

interface ListProps {
  label: string;
  item: Schema;
  definition?: string;
  path: Path;
  value: Json | undefined;
  node?: JsonObject;
  aside?: ReactNode;
}

export function ListField({ label, item, definition, path, value, node, aside }: ListProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { apply, mayEdit, language } = useBuilder();
  const items = Array.isArray(value) ? value : [];
  const made = () => {
    const empty = emptyObject(item);
    if (definition !== "choice") return empty;
    const ids = items.flatMap((one) => (isObject(one) ? [text(one.id)] : []));
    return { ...empty, id: freeName("a", (id) => ids.includes(id)), title: words.button(items.length + 1) };
  };
  const isList = definition === "choice" && node !== undefined && path.at(-1) !== "rows" && becomesList(node, language);
  return (
    <fieldset className={styles.group}>
      <legend>
        {label}{" "}
        {definition === "choice" && path.at(-1) === "buttons" && (
          <span className={`${styles.counter} tabular`}>
            {items.length}/{BUTTONS}
          </span>
        )}
        {aside}
      </legend>
      {isList && <p className={styles.note}>{t("builder.becomesListWhy")}</p>}
      {items.map((one, index) => (
        <div key={index} className={styles.item}>
          <ObjectFields
            schema={item}
            value={isObject(one) ? one : {}}
            path={[...path, index]}
            basics={["title", "go_to"]}
            without={nameOf(item) === "choice" && "id" in (isObject(one) ? one : {}) ? ["id"] : []}
            node={node}
          />
          {mayEdit && <ItemTools path={path} index={index} last={items.length - 1} label={label} />}
        </div>
      ))}
      {mayEdit && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          className={styles.add}
          onClick={() => {
            apply((draft) => {
              draft.insert(path, items.length, made());
            });
          }}
        >
          {t("builder.addOne", { name: label })}
        </Button>
      )}
    </fieldset>
  );
}

function ItemTools({ path, index, last, label }: { path: Path; index: number; last: number; label: string }) {
  const { t } = useTranslation();
  const { apply } = useBuilder();
  const number = index + 1;
  const tools = [
    { name: t("builder.up", { name: label, number }), icon: IconArrowUp, to: index - 1, disabled: index === 0 },
    { name: t("builder.down", { name: label, number }), icon: IconArrowDown, to: index + 1, disabled: index === last },
  ];
  return (
    <div className={styles.itemTools}>
      {tools.map(({ name, icon: Icon, to, disabled }) => (
        <ActionIcon
          key={name}
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={name}
          disabled={disabled}
          onClick={() => {
            apply((draft) => {
              draft.move(path, index, to);
            });
          }}
        >
          <Icon size={14} />
        </ActionIcon>
      ))}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t("builder.removeOne", { name: label, number })}
        onClick={() => {
          apply((draft) => {
            draft.remove([...path, index]);
          });
        }}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </div>
  );
}
