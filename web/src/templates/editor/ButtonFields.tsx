import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Button } from "../model/draft";
import { variablesIn } from "../model/variables";
import styles from "../editor.module.css";
import { FIXED_WORDS, TEXT_LIMIT } from "./buttons";

interface FieldsProps {
  button: Button;
  onChange: (button: Button) => void;
}

/** What a button of its kind needs; what Meta added to it stays. */
export function ButtonFields({ button, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const set = (part: Partial<Button>) => {
    onChange({ ...button, ...part });
  };
  const field = (label: string, value: string | undefined, write: (value: string) => void, description?: string) => (
    <TextInput
      size="xs"
      label={label}
      description={description}
      value={value ?? ""}
      onChange={(event) => {
        write(event.currentTarget.value);
      }}
    />
  );
  const sample = [button.example].flat()[0];
  const length = Array.from(button.text ?? "").length;
  return (
    <div className={styles.buttonFields}>
      {FIXED_WORDS.includes(button.type) && <p className="soft small">{t("templates.fixedWords")}</p>}
      {button.text !== undefined &&
        !FIXED_WORDS.includes(button.type) &&
        field(
          t("templates.buttonText"),
          button.text,
          (text) => {
            set({ text });
          },
          `${length}/${TEXT_LIMIT}`,
        )}
      {button.type === "URL" && (
        <>
          {field(
            t("templates.url"),
            button.url,
            (url) => {
              set(withUrl(button, url));
            },
            t("templates.urlHint"),
          )}
          {variablesIn(button.url).length > 0 &&
            field(t("templates.urlSample"), sample, (example) => {
              set({ example: [example] });
            })}
        </>
      )}
      {button.type === "PHONE_NUMBER" &&
        field(t("templates.phoneNumber"), button.phone_number, (phone_number) => {
          set({ phone_number });
        })}
      {button.type === "COPY_CODE" &&
        field(
          t("templates.couponSample"),
          sample,
          (example) => {
            set({ example });
          },
          t("templates.couponHint"),
        )}
      {button.type === "FLOW" && (
        <>
          {field(t("templates.flowId"), button.flow_id, (flow_id) => {
            set({ flow_id: flow_id || undefined });
          })}
          {field(t("templates.screen"), button.navigate_screen, (screen) => {
            set({ navigate_screen: screen || undefined });
          })}
        </>
      )}
    </div>
  );
}

/** A sample is only for an address with a variable. */
function withUrl(button: Button, url: string): Partial<Button> {
  return variablesIn(url).length > 0 ? { url, example: button.example ?? [""] } : { url, example: undefined };
}
