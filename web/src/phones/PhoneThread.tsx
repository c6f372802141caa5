import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Outgoing, playVoice, simulatedTemplatesQuery } from "../api/emulator";
import type { PhoneMessage } from "../api/emulator-types";
import { useNow } from "../app/clock";
import { daysBetween, useFormat } from "../app/format";
import { asMeta, chosenOption, type Opening, previewOf } from "../message/meta";
import { MessageView } from "../message/MessageView";
import { BubbleMenu } from "./BubbleMenu";
import { asItIs } from "./chats";
import { definitionOf } from "./definition";
import styles from "./phone.module.css";

interface ThreadActions {
  onWrite: (outgoing: Outgoing) => void;
  onAnswer: (message: PhoneMessage) => void;
  onOpen: (opening: Opening, contextId: string) => void;
}

/** Seen from the customer's side: the business at the left, oneself at the right. */
export function PhoneThread({ messages, ...actions }: ThreadActions & { messages: PhoneMessage[] }) {
  const { t } = useTranslation();
  const shown = messages.filter(({ message }) => !asMeta(message).reaction);
  const byId = new Map(messages.map((message) => [message.id, message]));
  const chosen = new Map(
    messages.flatMap(({ context, message, direction }) => {
      const option = direction === "from_customer" ? chosenOption(asMeta(message)) : undefined;
      return context && option ? [[context.id, option] as const] : [];
    }),
  );
  return (
    <div className={styles.thread} role="log" aria-label={t("inbox.threadLabel")} tabIndex={0}>
      <div className={styles.lines}>
        {shown.length === 0 && <p className={styles.sayHello}>{t("phones.sayHello")}</p>}
        {shown.map((message, index) => (
          <PhoneLine
            key={message.id}
            message={message}
            before={shown[index - 1]}
            quoted={message.context ? byId.get(message.context.id) : undefined}
            chosen={chosen.get(message.id)}
            reactions={reactionsTo(message.id, messages)}
            {...actions}
          />
        ))}
      </div>
    </div>
  );
}

function reactionsTo(id: string, messages: PhoneMessage[]): string[] {
  const last = new Map<string, string>();
  for (const { direction, message } of messages) {
    const { reaction } = asMeta(message);
    if (reaction?.message_id === id) last.set(direction, reaction.emoji ?? "");
  }
  return [...last.values()].filter((emoji) => emoji !== "");
}

interface LineProps extends ThreadActions {
  message: PhoneMessage;
  before?: PhoneMessage;
  quoted?: PhoneMessage;
  chosen?: string;
  reactions: string[];
}

function PhoneLine({ message, before, quoted, chosen, reactions, onWrite, onAnswer, onOpen }: LineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const templates = useQuery(simulatedTemplatesQuery).data;
  const own = message.direction === "from_customer";
  const newDay = !before || daysBetween(before.at, message.at) !== 0;
  const quote = quoted && quoted !== before ? previewOf(asMeta(quoted.message)) : undefined;
  const reply = (answer: Record<string, unknown>) => {
    onWrite({ message: answer, contextId: message.id });
  };
  return (
    <>
      {newDay && <div className={styles.day}>{format.day(message.at, now)}</div>}
      <MessageView
        message={asMeta(asItIs(message))}
        badge={message.author?.name}
        side={own ? "right" : "left"}
        at={message.at}
        status={own ? message.status : undefined}
        template={definitionOf(message, templates)}
        quote={quote}
        chosen={chosen}
        reactions={reactions}
        onListen={() => {
          // Its own message, or one that was played before: nothing is to be told.
          if (!own) playVoice(message.id).catch(() => undefined);
        }}
        menu={<BubbleMenu message={message} onWrite={onWrite} onAnswer={onAnswer} />}
        children={message.altered === "edited" && <p className="soft small">{t("phones.edited")}</p>}
        onReply={
          own
            ? undefined
            : (answer) => {
                reply({ ...answer });
              }
        }
        onOpen={
          own
            ? undefined
            : (opening) => {
                onOpen(opening, message.id);
              }
        }
      />
    </>
  );
}
