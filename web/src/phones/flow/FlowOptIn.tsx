import { Input } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./flow.module.css";
import type { ComponentProps } from "./FlowComponentView";
import type { useFrame } from "./FlowInputView";

interface OptInProps extends ComponentProps {
  frame: ReturnType<typeof useFrame>;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Something to agree to, and where to read it first. */
export function FlowOptIn({ component, flow, frame, checked, onChange }: OptInProps) {
  const { t } = useTranslation();
  const action = component["on-click-action"];
  return (
    <Input.Wrapper error={frame.error}>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={checked}
          required={frame.required}
          disabled={frame.disabled}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
        <span>{frame.label}</span>
      </label>
      {action && (
        <button
          type="button"
          className={styles.link}
          onClick={() => {
            flow.run(action);
          }}
        >
          {t("phones.flow.readMore")}
        </button>
      )}
    </Input.Wrapper>
  );
}
