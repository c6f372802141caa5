import { ActionIcon, CloseButton, TextInput } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outgoing } from "../api/emulator";
import type { PhoneMessage } from "../api/emulator-types";
import { asMeta, previewOf } from "../message/meta";
import { AttachMenu } from "./AttachMenu";
import type { OpenedSheet } from "./OpenSheet";
import styles from "./phone.module.css";

interface PhoneInputProps {
  name: string;
  /** The message that is replied to. */
  answering: PhoneMessage | null;
  onForget: () => void;
  onWrite: (outgoing: Outgoing) => void;
  onOpen: (opening: OpenedSheet) => void;
}

export function PhoneInput({ name, answering, onForget, onWrite, onOpen }: PhoneInputProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (answering) box.current?.focus();
  }, [answering]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    onWrite({ message: { type: "text", text: { body: text.trim() } } });
    setText("");
  };
  return (
    <form className={styles.inputArea} onSubmit={submit}>
      {answering && (
        <div className={styles.answering}>
          <span className="ellipsis">{t("phones.answering", { words: previewOf(asMeta(answering.message)) })}</span>
          <CloseButton size="sm" aria-label={t("action.cancel")} onClick={onForget} />
        </div>
      )}
      <div className={styles.input}>
        <AttachMenu
          caption={text.trim()}
          onOpen={onOpen}
          onWrite={(outgoing) => {
            onWrite(outgoing);
            setText("");
          }}
        />
        <TextInput
          ref={box}
          className="grow"
          radius="xl"
          aria-label={t("phones.writeAs", { name })}
          placeholder={t("phones.writeAs", { name })}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" && answering) onForget();
          }}
        />
        <ActionIcon
          type="submit"
          variant="filled"
          size="lg"
          radius="xl"
          aria-label={t("composer.send")}
          disabled={text.trim() === ""}
        >
          <IconSend2 size={18} />
        </ActionIcon>
      </div>
    </form>
  );
}
