// When a campaign pauses by itself, before it does harm.
import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { StopRules } from "../model/plan";
import { Amount } from "./Amount";
import styles from "./wizard.module.css";

interface FieldsProps {
  stop: StopRules;
  onChange: (stop: StopRules) => void;
}

export function StopFields({ stop, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const change = (part: Partial<StopRules>) => {
    onChange({ ...stop, ...part });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("campaigns.schedule.stop")}</legend>
      <Amount
        label={t("campaigns.schedule.stopFailures")}
        unit="%"
        value={stop.failure_percent}
        initial={20}
        most={100}
        onChange={(failure_percent) => {
          change({ failure_percent });
        }}
      />
      <Amount
        label={t("campaigns.schedule.stopBlocks")}
        unit="%"
        value={stop.block_percent}
        initial={2}
        most={100}
        onChange={(block_percent) => {
          change({ block_percent });
        }}
      />
      <Switch
        label={t("campaigns.schedule.stopQuality")}
        checked={stop.on_quality_drop}
        onChange={(event) => {
          change({ on_quality_drop: event.currentTarget.checked });
        }}
      />
      <p className="soft small">{t("campaigns.schedule.stopHint", { count: stop.minimum })}</p>
    </fieldset>
  );
}
