import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { simulatedNumbersQuery } from "../api/simulation";
import type { ErrorRule } from "./fault-rules";
import { COMMON_ERRORS, MESSAGE_KINDS } from "./known";
import styles from "./simulation.module.css";

interface ErrorRulesProps {
  rules: ErrorRule[];
  onChange: (rules: ErrorRule[]) => void;
}

/** Meta's error codes: which, for which messages, how often. */
export function ErrorRules({ rules, onChange }: ErrorRulesProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.card}>
      <h2>{t("simulation.faults.errors")}</h2>
      {rules.length === 0 && <p className="soft">{t("simulation.faults.noErrors")}</p>}
      {rules.map((rule, index) => (
        <RuleRow
          key={index}
          rule={rule}
          onChange={(changed) => {
            onChange(rules.map((each, at) => (at === index ? changed : each)));
          }}
          onRemove={() => {
            onChange(rules.filter((_, at) => at !== index));
          }}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => {
            onChange([...rules, { scope: "all", of: "", code: COMMON_ERRORS[0], percent: 100 }]);
          }}
        >
          {t("simulation.faults.addError")}
        </Button>
      </div>
      <datalist id="error-codes">
        {COMMON_ERRORS.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </section>
  );
}

interface RuleRowProps {
  rule: ErrorRule;
  onChange: (rule: ErrorRule) => void;
  onRemove: () => void;
}

function RuleRow({ rule, onChange, onRemove }: RuleRowProps) {
  const { t } = useTranslation();
  const numbers = useQuery(simulatedNumbersQuery).data ?? [];
  const choices = [
    { value: "all:", label: t("simulation.faults.everything") },
    ...MESSAGE_KINDS.map((kind) => ({ value: `kind:${kind}`, label: t("simulation.faults.ofKind", { kind }) })),
    ...numbers.map(({ phone_number_id: id, display_phone_number: number }) => ({
      value: `number:${id}`,
      label: number,
    })),
  ];
  return (
    <div className={styles.rule}>
      <NativeSelect
        size="sm"
        aria-label={t("simulation.faults.scope")}
        value={`${rule.scope}:${rule.of}`}
        data={choices}
        onChange={(event) => {
          const [scope = "all", of = ""] = event.currentTarget.value.split(":");
          onChange({ ...rule, scope: scope as ErrorRule["scope"], of });
        }}
      />
      <TextInput
        size="sm"
        type="number"
        required
        min={0}
        list="error-codes"
        aria-label={t("simulation.faults.code")}
        value={rule.code}
        onChange={(event) => {
          onChange({ ...rule, code: Number(event.currentTarget.value) });
        }}
      />
      <TextInput
        size="sm"
        type="number"
        required
        min={0}
        max={100}
        step="any"
        className={styles.percent}
        aria-label={t("simulation.faults.percent")}
        rightSection="%"
        value={rule.percent}
        onChange={(event) => {
          onChange({ ...rule, percent: Number(event.currentTarget.value) });
        }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("simulation.faults.remove", { code: rule.code })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
