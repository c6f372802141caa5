// What came of each test: on its way, on the phone, or why it was not let go.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { threadQuery } from "../../api/messages";
import type { CampaignTest, Contact, MessageStatus, Page, ThreadItem } from "../../api/types";
import { Chip } from "../../app/Chip";
import { useMay } from "../../app/session";
import { useContactName } from "../../contacts/contact-name";
import { useReasonWords } from "../reasons";
import styles from "./wizard.module.css";

const AGAIN_MS = 1_500;
/** After these nothing else comes, or nothing that matters here. */
const SETTLED: MessageStatus[] = ["delivered", "read", "played", "failed"];

interface OutcomesProps {
  tests: CampaignTest[];
  contacts: Contact[];
}

export function TestOutcomes({ tests, contacts }: OutcomesProps) {
  const { t } = useTranslation();
  const nameOf = useContactName();
  const called = (to: string) => {
    const contact = contacts.find(({ id }) => id === to);
    return contact ? nameOf(contact) : to;
  };
  return (
    <div role="status" aria-label={t("campaigns.test.outcomes")}>
      <ul className={styles.outcomes}>
        {tests.map((test) => (
          <li key={test.to}>
            <strong className="ellipsis">{called(test.to)}</strong>
            <Outcome test={test} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ test }: { test: CampaignTest }) {
  const { t } = useTranslation();
  const words = useReasonWords();
  const may = useMay()("read_conversations");
  const { refusal, conversation_id: conversationId, message_id: messageId } = test;
  if (refusal !== null) {
    const { what, remedy } = words(refusal);
    return (
      <span>
        <Chip tone="bad">{t("campaigns.test.refused")}</Chip> {what} <span className="soft small">{remedy}</span>
      </span>
    );
  }
  if (conversationId === null || messageId === null || !may) {
    return <Chip tone="accent">{t("campaigns.test.onItsWay")}</Chip>;
  }
  return <Followed conversationId={conversationId} messageId={messageId} />;
}

/** It stands in the thread like any other message, and is looked up there. */
function Followed({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  const { t } = useTranslation();
  const words = useReasonWords();
  const thread = useInfiniteQuery({
    ...threadQuery(conversationId),
    refetchInterval: ({ state }) => {
      const status = messageIn(state.data?.pages ?? [], messageId)?.status;
      return status !== undefined && SETTLED.includes(status) ? false : AGAIN_MS;
    },
  });
  const message = messageIn(thread.data?.pages ?? [], messageId);
  const status = message?.status;
  return (
    <span>
      <Chip tone={status === "failed" ? "bad" : status && SETTLED.includes(status) ? "ok" : "accent"}>
        {status ? t(`status.${status}`) : t("campaigns.test.onItsWay")}
      </Chip>{" "}
      {message?.failure && <span className="soft small">{words(message.failure.reason).what} </span>}
      <Link to="/inbox/$conversationId" params={{ conversationId }}>
        {t("campaigns.test.see")}
      </Link>
    </span>
  );
}

function messageIn(pages: Page<ThreadItem>[], id: string) {
  const lines = pages.flatMap((page) => page.items);
  return lines.flatMap((line) => (line.type === "message" ? [line.message] : [])).find((message) => message.id === id);
}
