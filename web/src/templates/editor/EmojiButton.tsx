import { ActionIcon, Popover, Tooltip } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "../editor.module.css";

/** Those that businesses write most; the keyboard of the system has the others. */
const EMOJI =
  "😊 😉 😍 🙏 👋 👍 👏 💪 🎉 🎁 ✨ ⭐ ❤️ 💚 🔥 ✅ ❌ ⚠️ ⏰ 📅 📍 📦 🚚 🛒 🛍️ 💳 💰 🧾 📞 📩 🔒 🔔 🏥 🎓 ✈️ 🏨".split(
    " ",
  );

export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus={false}>
      <Popover.Target>
        <Tooltip label={t("templates.emoji")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("templates.emoji")}
            onClick={() => {
              setOpened(!opened);
            }}
          >
            <IconMoodSmile size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.emoji} aria-label={t("templates.emoji")}>
        {EMOJI.map((emoji) => (
          <ActionIcon
            key={emoji}
            variant="subtle"
            color="gray"
            aria-label={emoji}
            onClick={() => {
              setOpened(false);
              onPick(emoji);
            }}
          >
            {emoji}
          </ActionIcon>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
