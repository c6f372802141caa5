import { useTranslation } from "react-i18next";
import type { Plan } from "../model/plan";
import { Amount } from "./Amount";
import styles from "./wizard.module.css";

interface FieldsProps {
  cap: Plan["frequency_cap"];
  onChange: (cap: Plan["frequency_cap"]) => void;
}

/** Over all campaigns of the business, not this one alone. */
export function CapFields({ cap, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t("campaigns.audience.cap")}</legend>
      <Amount
        label={t("campaigns.audience.capSwitch")}
        unit={t("campaigns.audience.capMessages")}
        value={cap?.messages ?? null}
        initial={2}
        onChange={(messages) => {
          onChange(messages === null ? null : { messages, days: cap?.days ?? 7 });
        }}
      />
      {cap && (
        <Amount
          unit={t("campaigns.audience.capDays")}
          value={cap.days}
          initial={7}
          most={365}
          onChange={(days) => {
            onChange({ messages: cap.messages, days: days ?? 7 });
          }}
        />
      )}
    </fieldset>
  );
}
