import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { jsonProblem } from "./json-problem";
import styles from "./simulation.module.css";

interface JsonEditorProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** JSON by hand; what is wrong with it is told with its line. */
export function JsonEditor({ label, value, onChange }: JsonEditorProps) {
  const { t } = useTranslation();
  const problem = jsonProblem(value);
  return (
    <Textarea
      label={label}
      classNames={{ input: styles.json }}
      rows={16}
      spellCheck={false}
      value={value}
      error={problem && t("simulation.hand.notJson", { ...problem })}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
