import { Button, Group, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./dialog.module.css";

interface ConfirmByTypingProps {
  /** What happens and cannot be undone. */
  detail: string;
  /** Asks for `word`. */
  label: string;
  word: string;
  action: string;
  pending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** For what nothing brings back: a word has to be typed before the button works. */
export function ConfirmByTyping(props: ConfirmByTypingProps) {
  const { detail, label, word, action, pending, onConfirm, onCancel } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <form className={styles.dialog} onSubmit={submit}>
      <p>{detail}</p>
      <TextInput
        label={label}
        data-autofocus
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" color="red" disabled={typed !== word} loading={pending}>
          {action}
        </Button>
      </Group>
    </form>
  );
}
