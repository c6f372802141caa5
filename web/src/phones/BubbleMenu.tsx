import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowBackUp, IconChevronDown, IconMoodOff, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Outgoing } from "../api/emulator";
import type { PhoneMessage } from "../api/emulator-types";
import styles from "./phone.module.css";

const EMOJI = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

interface BubbleMenuProps {
  message: PhoneMessage;
  onWrite: (outgoing: Outgoing) => void;
  onAnswer: (message: PhoneMessage) => void;
}

/** Reply to a message, react to it, or take back one's own. */
export function BubbleMenu({ message, onWrite, onAnswer }: BubbleMenuProps) {
  const { t } = useTranslation();
  const react = (emoji: string) => () => {
    onWrite({ message: { type: "reaction", reaction: { message_id: message.id, emoji } } });
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" radius="xl" aria-label={t("phones.bubbleMenu")}>
          <IconChevronDown size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.emoji}>
          {EMOJI.map((emoji) => (
            <Menu.Item
              key={emoji}
              className={styles.emojiItem}
              onClick={react(emoji)}
              aria-label={t("phones.react", { emoji })}
            >
              {emoji}
            </Menu.Item>
          ))}
        </div>
        <Menu.Item leftSection={<IconMoodOff size={16} />} onClick={react("")}>
          {t("phones.unreact")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowBackUp size={16} />}
          onClick={() => {
            onAnswer(message);
          }}
        >
          {t("phones.answer")}
        </Menu.Item>
        {message.direction === "from_customer" && message.altered !== "taken_back" && (
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            onClick={() => {
              onWrite({ message: { type: "revoke", revoke: { original_message_id: message.id } } });
            }}
          >
            {t("phones.takeBack")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
