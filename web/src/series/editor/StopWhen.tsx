// What ends it for a person before the last message: asked again each time a message is due.
import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "../../campaigns/wizard/wizard.module.css";
import { Group } from "../../segments/Builder";
import { faultsOf, FaultsProvider } from "../../segments/faults";
import { type Condition, rooted } from "../../segments/model/condition";
import { unfinished } from "../../segments/model/unfinished";

interface FieldsProps {
  condition: Condition | null;
  onChange: (condition: Condition | null) => void;
}

const BOUGHT: Condition = { any: [{ did: { event: "order_paid", in_last_days: 2 } }] };

export function StopWhen({ condition, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const root = condition && rooted(condition);
  return (
    <fieldset className={styles.group}>
      <legend>{t("series.stopWhen")}</legend>
      <Switch
        label={t("series.stopWhenSwitch")}
        description={t("series.stopWhenHint")}
        checked={condition !== null}
        onChange={(event) => {
          onChange(event.currentTarget.checked ? BOUGHT : null);
        }}
      />
      {root && (
        <FaultsProvider value={faultsOf(null, unfinished(root), t("segments.fillIn"))}>
          <Group condition={root} onChange={onChange} />
        </FaultsProvider>
      )}
    </fieldset>
  );
}
