import { Input } from "@mantine/core";
import { useId } from "react";
import styles from "./flow.module.css";
import { choicesOf } from "./components";
import type { Scope } from "./expression";
import type { Choice, FlowComponent } from "./flow-json";
import type { useFrame } from "./FlowInputView";

export interface FrameProps {
  frame: ReturnType<typeof useFrame>;
  value: unknown;
  onChange: (value: unknown) => void;
}

interface ChoicesProps extends FrameProps {
  component: FlowComponent;
  scope: Scope;
}

/** One of several, or several: radio buttons, boxes, chips. */
export function FlowChoices({ frame, component, scope, value, onChange }: ChoicesProps) {
  const group = useId();
  const single = component.type === "RadioButtonsGroup";
  const chosen = Array.isArray(value) ? (value as unknown[]) : [value];
  const toggle = (id: string) => {
    if (single) return id;
    return chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen.filter(Boolean), id];
  };
  const { label, description, error, required, disabled } = frame;
  return (
    <Input.Wrapper label={label} description={description} error={error} required={required} labelElement="div">
      <div
        className={component.type === "ChipsSelector" ? styles.chips : styles.choices}
        role={single ? "radiogroup" : "group"}
        aria-label={label}
      >
        {choicesOf(component, scope).map((choice) => (
          <ChoiceRow
            key={choice.id}
            choice={choice}
            type={single ? "radio" : "checkbox"}
            name={group}
            disabled={disabled}
            checked={chosen.includes(choice.id)}
            onToggle={() => {
              onChange(toggle(choice.id));
            }}
          />
        ))}
      </div>
    </Input.Wrapper>
  );
}

interface RowProps {
  choice: Choice;
  type: "radio" | "checkbox";
  name: string;
  checked: boolean;
  disabled: boolean;
  onToggle: () => void;
}

function ChoiceRow({ choice, type, name, checked, disabled, onToggle }: RowProps) {
  return (
    <label className={styles.choice} data-checked={checked || undefined}>
      <input
        type={type}
        name={name}
        checked={checked}
        disabled={disabled || choice.enabled === false}
        onChange={onToggle}
      />
      <span>
        {choice.title ?? choice.id}
        {choice.description && <span className="soft small">{choice.description}</span>}
      </span>
    </label>
  );
}
