import { ActionIcon, NativeSelect } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFaults } from "./faults";
import { AboutThem } from "./fields/AboutThem";
import { BehaviourFields } from "./fields/BehaviourFields";
import { blank, type Condition, kindOf, LEAF_KINDS, type LeafKind, withoutTimes } from "./model/condition";
import styles from "./segments.module.css";

interface RowProps {
  condition: Condition;
  place: string;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** One condition: of which kind, its own fields, and what is wrong with it. */
export function ConditionRow({ condition, place, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const fault = useFaults().at(place);
  const kind = kindOf(condition) as LeafKind;
  const { did, did_not: didNot } = condition;
  return (
    <div
      className={styles.row}
      role="group"
      aria-label={t(`segments.kind.${kind}`)}
      data-fault={fault ? true : undefined}
    >
      <div className={styles.fields}>
        <NativeSelect
          aria-label={t("segments.kindOf")}
          value={kind}
          data={LEAF_KINDS.map((value) => ({ value, label: t(`segments.kind.${value}`) }))}
          onChange={(event) => {
            onChange(changedKind(condition, event.currentTarget.value as LeafKind));
          }}
        />
        {did && (
          <BehaviourFields
            behaviour={did}
            counts
            onChange={(next) => {
              onChange({ did: next });
            }}
          />
        )}
        {didNot && (
          <BehaviourFields
            behaviour={didNot}
            onChange={(next) => {
              onChange({ did_not: next });
            }}
          />
        )}
        {!did && !didNot && <AboutThem condition={condition} onChange={onChange} />}
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={t("segments.removeCondition")} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
      {fault && <p className={styles.fault}>{fault}</p>}
    </div>
  );
}

/** Doing and not doing keep the event; everything else begins anew. */
function changedKind(condition: Condition, kind: LeafKind): Condition {
  const behaviour = condition.did ?? condition.did_not;
  if (!behaviour || (kind !== "did" && kind !== "did_not")) return blank(kind);
  const uncounted = withoutTimes(behaviour);
  return kind === "did" ? { did: uncounted } : { did_not: uncounted };
}
