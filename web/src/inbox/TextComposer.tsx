import { ActionIcon, Modal, Textarea, Tooltip } from "@mantine/core";
import { IconRobot, IconSend2, IconTemplate } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail, MessageContent } from "../api/types";
import styles from "./Composer.module.css";
import { COMPOSER_ID } from "./focus-composer";
import { TemplatePicker } from "./TemplatePicker";

const MAX_TEXT = 4096;
const COUNT_FROM = 3500;

interface ComposerProps {
  conversation: ConversationDetail;
  onSend: (content: MessageContent) => void;
}

/** Text not yet sent stays with its conversation while one looks elsewhere. */
const unsent = new Map<string, string>();

function useUnsentText(conversationId: string) {
  const [text, setText] = useState(unsent.get(conversationId) ?? "");
  const change = (next: string) => {
    unsent.set(conversationId, next);
    setText(next);
  };
  return [text, change] as const;
}

/** The box while the window is open: Enter sends, Shift + Enter makes a new line. */
export function TextComposer({ conversation, onSend }: ComposerProps) {
  const { t } = useTranslation();
  const [text, setText] = useUnsentText(conversation.id);
  const ready = text.trim() !== "" && text.length <= MAX_TEXT;
  const send = () => {
    if (!ready) return;
    onSend({ type: "text", text: { body: text.trim() } });
    setText("");
  };
  return (
    <div className={styles.composer}>
      {conversation.owner === "bot" && (
        <p className={styles.why}>
          <IconRobot size={16} aria-hidden /> {t("composer.botHolds")}
        </p>
      )}
      <div className={styles.box}>
        <TemplateButton conversation={conversation} onSend={onSend} />
        <TextBox name={conversation.contact.name} text={text} onChange={setText} onSend={send} />
        <ActionIcon variant="filled" size="lg" aria-label={t("composer.send")} disabled={!ready} onClick={send}>
          <IconSend2 size={18} />
        </ActionIcon>
      </div>
      <div className={styles.hint}>
        <span>{t("composer.hint")}</span>
        {text.length > COUNT_FROM && (
          <span data-over={text.length > MAX_TEXT || undefined} role="status">
            {text.length} / {MAX_TEXT}
          </span>
        )}
      </div>
    </div>
  );
}

interface TextBoxProps {
  name: string;
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
}

function TextBox({ name, text, onChange, onSend }: TextBoxProps) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSend();
  };
  return (
    <Textarea
      id={COMPOSER_ID}
      className={styles.text}
      variant="unstyled"
      autosize
      minRows={1}
      maxRows={8}
      aria-label={t("composer.label", { name })}
      placeholder={t("composer.placeholder")}
      value={text}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
      onKeyDown={onKeyDown}
    />
  );
}

function TemplateButton({ conversation, onSend }: ComposerProps) {
  const { t } = useTranslation();
  const [picking, setPicking] = useState(false);
  const close = () => {
    setPicking(false);
  };
  return (
    <>
      <Tooltip label={t("composer.template")}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("composer.template")}
          onClick={() => {
            setPicking(true);
          }}
        >
          <IconTemplate size={20} />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={picking}
        onClose={close}
        title={t("composer.template")}
        size="lg"
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <TemplatePicker
          conversation={conversation}
          onSend={(content) => {
            onSend(content);
            close();
          }}
        />
      </Modal>
    </>
  );
}
