import { useTranslation } from "react-i18next";
import type { Group } from "./chats";
import styles from "./phone.module.css";

interface ChatTabsProps {
  business: string;
  groups: Group[];
  /** The group that is open; the chat with the business otherwise. */
  open: string | undefined;
  onOpen: (group: string | undefined) => void;
}

/** From the chat with the business to those of the groups, where there are any. */
export function ChatTabs({ business, groups, open, onOpen }: ChatTabsProps) {
  const { t } = useTranslation();
  if (groups.length === 0) return null;
  const chats = [{ id: undefined, subject: business }, ...groups];
  return (
    <nav className={styles.chats} aria-label={t("phones.chats")}>
      {chats.map(({ id, subject }) => (
        <button
          key={id ?? ""}
          type="button"
          className="ellipsis"
          aria-current={id === open}
          onClick={() => {
            onOpen(id);
          }}
        >
          {subject}
        </button>
      ))}
    </nav>
  );
}
