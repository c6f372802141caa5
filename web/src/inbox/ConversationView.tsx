import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMediaQuery } from "@mantine/hooks";
import { Drawer } from "@mantine/core";
import { actOnConversation, conversationQuery } from "../api/conversations";
import { Problem } from "../api/problem";
import type { ConversationDetail } from "../api/types";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { TemplateNumber } from "../message/templates";
import { useAct } from "./actions";
import { Composer } from "./Composer";
import { ContactPanel } from "./ContactPanel";
import styles from "./inbox.module.css";
import { Thread } from "./Thread";
import { ThreadHeader } from "./ThreadHeader";
import { useConversationKeys } from "./useConversationKeys";

export function ConversationView({ id }: { id: string }) {
  const conversation = useQuery(conversationQuery(id));
  if (conversation.isPending) return <LoadingRows rows={6} />;
  if (conversation.isError) {
    const gone = conversation.error instanceof Problem && conversation.error.status === 404;
    return <ErrorState error={conversation.error} retry={gone ? undefined : () => void conversation.refetch()} />;
  }
  return <Loaded conversation={conversation.data} />;
}

function Loaded({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const wide = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const [panelOpen, setPanelOpen] = useState(wide);
  const { act, busy } = useAct(conversation);
  const togglePanel = () => {
    setPanelOpen(!panelOpen);
  };
  useReadWhenSeen(conversation);
  useConversationKeys(conversation, act, togglePanel);
  return (
    <TemplateNumber value={conversation.number.id}>
      <div className={styles.conversation}>
        <section className={styles.middle} aria-label={conversation.contact.name}>
          <ThreadHeader conversation={conversation} act={act} busy={busy} onTogglePanel={togglePanel} />
          <Thread conversationId={conversation.id} />
          <Composer key={conversation.id} conversation={conversation} />
        </section>
        {wide && panelOpen && <ContactPanel conversation={conversation} act={act} />}
        {!wide && (
          <Drawer
            opened={panelOpen}
            onClose={togglePanel}
            position="right"
            size={340}
            title={t("contact.title")}
            closeButtonProps={{ "aria-label": t("action.close") }}
          >
            <ContactPanel conversation={conversation} act={act} />
          </Drawer>
        )}
      </div>
    </TemplateNumber>
  );
}

/** What is open in front of somebody counts as read. */
function useReadWhenSeen({ id, unread }: ConversationDetail) {
  const may = useMay()("manage_conversations");
  useEffect(() => {
    if (unread === 0 || !may) return;
    const read = () => {
      // A failure only leaves the badge standing; the next look tries again.
      if (document.visibilityState === "visible") actOnConversation(id, { verb: "read" }).catch(() => undefined);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => {
      document.removeEventListener("visibilitychange", read);
    };
  }, [id, unread, may]);
}
