import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./flow.module.css";
import { resolve, type Scope, wordsOf } from "./expression";
import type { FlowComponent } from "./flow-json";
import type { FrameProps } from "./FlowChoices";

interface CalendarProps extends FrameProps {
  component: FlowComponent;
  scope: Scope;
}

interface Range {
  "start-date"?: string;
  "end-date"?: string;
}

/** One day, or the first and the last of several. */
export function FlowCalendar({ frame, component, scope, value, onChange }: CalendarProps) {
  const { t } = useTranslation();
  const bounds = {
    min: wordsOf(resolve(component["min-date"], scope)),
    max: wordsOf(resolve(component["max-date"], scope)),
  };
  if (component.mode !== "range") {
    return (
      <TextInput
        {...frame}
        {...bounds}
        type="date"
        value={wordsOf(value)}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    );
  }
  const range = (typeof value === "object" && value !== null ? value : {}) as Range;
  const { label, ...rest } = frame;
  return (
    <div className={styles.range}>
      {(["start-date", "end-date"] as const).map((end) => (
        <TextInput
          key={end}
          {...rest}
          {...bounds}
          label={`${label} (${t(end === "start-date" ? "phones.flow.from" : "phones.flow.to")})`}
          type="date"
          value={range[end] ?? ""}
          onChange={(event) => {
            onChange({ ...range, [end]: event.currentTarget.value });
          }}
        />
      ))}
    </div>
  );
}
