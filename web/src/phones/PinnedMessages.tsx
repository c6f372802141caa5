import { IconPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PhoneMessage } from "../api/emulator-types";
import { asMeta, previewOf } from "../message/meta";
import styles from "./phone.module.css";

/** What stands at the top of a group. */
export function PinnedMessages({ messages }: { messages: PhoneMessage[] }) {
  const { t } = useTranslation();
  if (messages.length === 0) return null;
  return (
    <ul className={styles.pinned} aria-label={t("phones.pinned")}>
      {messages.map(({ id, message, shown }) => (
        <li key={id}>
          <IconPin size={16} aria-hidden />
          <span className="ellipsis">{shown?.body ?? previewOf(asMeta(message))}</span>
        </li>
      ))}
    </ul>
  );
}
