// Groups within groups, each with its rows: the tree as one changes it.
import { Button, NativeSelect } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ConditionRow } from "./ConditionRow";
import { useFaults } from "./faults";
import {
  asGroup,
  blank,
  type Condition,
  GROUP_KINDS,
  type GroupKind,
  groupOf,
  placeOf,
  replaced,
  without,
} from "./model/condition";
import styles from "./segments.module.css";

/** The server allows as many (docs/segments.md). */
const DEEPEST = 5;

interface GroupProps {
  condition: Condition;
  /** Where the group stands, as faults name it. */
  above?: string;
  deep?: number;
  onChange: (condition: Condition) => void;
  onRemove?: () => void;
}

export function Group({ condition, above = "", deep = 0, onChange, onRemove }: GroupProps) {
  const { t } = useTranslation();
  const place = placeOf(condition, above);
  const fault = useFaults().at(place);
  const group = groupOf(condition);
  if (!group) return null;
  const { kind, children } = group;
  const change = (next: Condition[]) => {
    onChange(asGroup(kind, next));
  };
  return (
    <section className={styles.group} data-kind={kind} aria-label={t(`segments.group.${kind}`)}>
      <header className={styles.groupHeader}>
        <NativeSelect
          aria-label={t("segments.groupKind")}
          value={kind}
          data={GROUP_KINDS.map((value) => ({ value, label: t(`segments.group.${value}`) }))}
          onChange={(event) => {
            onChange(asGroup(event.currentTarget.value as GroupKind, children));
          }}
        />
        {onRemove && (
          <Button variant="subtle" color="gray" leftSection={<IconTrash size={16} />} onClick={onRemove}>
            {t("segments.removeGroup")}
          </Button>
        )}
      </header>
      {fault && <p className={styles.fault}>{children.length === 0 ? t("segments.emptyGroup") : fault}</p>}
      <ul className={styles.rows}>
        {children.map((child, index) => (
          <li key={index}>
            <Child
              condition={child}
              above={`${place}[${index}]`}
              deep={deep}
              onChange={(next) => {
                change(replaced(children, index, next));
              }}
              onRemove={() => {
                change(without(children, index));
              }}
            />
          </li>
        ))}
      </ul>
      <div className={styles.adding}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            change([...children, blank("attribute")]);
          }}
        >
          {t("segments.addCondition")}
        </Button>
        {deep < DEEPEST && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              change([...children, asGroup(kind === "any" ? "all" : "any", [blank("attribute")])]);
            }}
          >
            {t("segments.addGroup")}
          </Button>
        )}
      </div>
    </section>
  );
}

type ChildProps = Required<Omit<GroupProps, "deep">> & { deep: number };

function Child({ condition, above, deep, onChange, onRemove }: ChildProps) {
  if (groupOf(condition)) {
    return <Group condition={condition} above={above} deep={deep + 1} onChange={onChange} onRemove={onRemove} />;
  }
  return (
    <ConditionRow condition={condition} place={placeOf(condition, above)} onChange={onChange} onRemove={onRemove} />
  );
}
