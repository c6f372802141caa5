// Where one writes; outside the window it is not a warning over a live box but another box: the template picker.
import { IconBan, IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSend } from "../api/drafts";
import type { ConversationDetail } from "../api/types";
import { useNow } from "../app/clock";
import { useMay } from "../app/session";
import styles from "./Composer.module.css";
import { TemplatePicker } from "./TemplatePicker";
import { TextComposer } from "./TextComposer";
import { windowState } from "./window";

export function Composer({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const may = useMay();
  const state = windowState(conversation.window_expires_at, useNow());
  const { send } = useSend(conversation.id);

  if (!may("send_messages")) return <Notice icon={<IconLock size={16} />}>{t("composer.mayNotSend")}</Notice>;
  if (conversation.contact.blocked) return <Notice icon={<IconBan size={16} />}>{t("composer.blocked")}</Notice>;
  if (state.open) return <TextComposer conversation={conversation} onSend={send} />;
  return (
    <div className={styles.composer}>
      <p className={styles.why}>
        <IconLock size={16} aria-hidden /> {t(state.everOpen ? "composer.windowClosed" : "composer.neverWrote")}
      </p>
      <TemplatePicker conversation={conversation} onSend={send} />
    </div>
  );
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
