// Where one writes; outside the window it is not a warning over a live box but another box: the template picker.
import { ActionIcon, Modal, Textarea, Tooltip } from "@mantine/core";
import { IconBan, IconLock, IconRobot, IconSend2, IconTemplate } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSend } from "../api/drafts";
import type { ConversationDetail, MessageContent } from "../api/types";
import { useNow } from "../app/clock";
import { useMay } from "../app/session";
import styles from "./Composer.module.css";
import { TemplatePicker } from "./TemplatePicker";
import { windowState } from "./window";

const BOX_ID = "composer";
const MAX_TEXT = 4096;
const COUNT_FROM = 3500;

export function focusComposer() {
  document.getElementById(BOX_ID)?.focus();
}

export function Composer({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const may = useMay();
  const state = windowState(conversation.window_expires_at, useNow());
  const { send } = useSend(conversation.id);

  if (!may("send_messages")) return <Notice icon={<IconLock size={16} />}>{t("composer.mayNotSend")}</Notice>;
  if (conversation.contact.blocked) return <Notice icon={<IconBan size={16} />}>{t("composer.blocked")}</Notice>;
  if (!state.open) {
    return (
      <div className={styles.composer}>
        <p className={styles.why}>
          <IconLock size={16} aria-hidden /> {t(state.everOpen ? "composer.windowClosed" : "composer.neverWrote")}
        </p>
        <TemplatePicker conversation={conversation} onSend={send} />
      </div>
    );
  }
  return <TextComposer conversation={conversation} onSend={send} />;
}

function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.composer}>
      <p className={styles.why}>
        {icon} {children}
      </p>
    </div>
  );
}

/** Text not yet sent stays with its conversation while one looks elsewhere. */
const unsent = new Map<string, string>();

interface TextComposerProps {
  conversation: ConversationDetail;
  onSend: (content: MessageContent) => void;
}

function TextComposer({ conversation, onSend }: TextComposerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(unsent.get(conversation.id) ?? "");
  const [picking, setPicking] = useState(false);
  const change = (next: string) => {
    unsent.set(conversation.id, next);
    setText(next);
  };
  const ready = text.trim() !== "" && text.length <= MAX_TEXT;
  const send = () => {
    if (!ready) return;
    onSend({ type: "text", text: { body: text.trim() } });
    change("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <div className={styles.composer}>
      {conversation.owner === "bot" && (
        <p className={styles.why}>
          <IconRobot size={16} aria-hidden /> {t("composer.botHolds")}
        </p>
      )}
      <div className={styles.box}>
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
        <Textarea
          id={BOX_ID}
          className={styles.text}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={8}
          aria-label={t("composer.label", { name: conversation.contact.name })}
          placeholder={t("composer.placeholder")}
          value={text}
          onChange={(event) => {
            change(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
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
      <Modal
        opened={picking}
        onClose={() => {
          setPicking(false);
        }}
        title={t("composer.template")}
        size="lg"
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <TemplatePicker
          conversation={conversation}
          onSend={(content) => {
            onSend(content);
            setPicking(false);
          }}
        />
      </Modal>
    </div>
  );
}
