import { useTranslation } from "react-i18next";
import type { PhoneMessage, ShownTemplate } from "../api/emulator-types";
import { useNow } from "../app/clock";
import { daysBetween, useFormat } from "../app/format";
import { asMeta, chosenOption, MEDIA_KINDS, previewOf, type Reply } from "../message/meta";
import { MessageView } from "../message/MessageView";
import type { RenderedTemplate } from "../message/template";
import type { Outgoing } from "./Phone";
import styles from "./phones.module.css";

interface ThreadProps {
  messages: PhoneMessage[];
  onWrite: (outgoing: Outgoing) => void;
  onOpenList: (message: PhoneMessage) => void;
}

/** Seen from the customer's side: the business at the left, oneself at the right. */
export function PhoneThread({ messages, onWrite, onOpenList }: ThreadProps) {
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
            onReply={(reply) => {
              onWrite({ message: { ...reply }, contextId: message.id });
            }}
            onOpenList={() => {
              onOpenList(message);
            }}
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

interface LineProps {
  message: PhoneMessage;
  before?: PhoneMessage;
  quoted?: PhoneMessage;
  chosen?: string;
  reactions: string[];
  onReply: (reply: Reply) => void;
  onOpenList: () => void;
}

function PhoneLine({ message, before, quoted, chosen, reactions, onReply, onOpenList }: LineProps) {
  const format = useFormat();
  const now = useNow();
  const own = message.direction === "from_customer";
  const newDay = !before || daysBetween(before.at, message.at) !== 0;
  const quote = quoted && quoted !== before ? previewOf(asMeta(quoted.message)) : undefined;
  return (
    <>
      {newDay && <div className={styles.day}>{format.day(message.at, now)}</div>}
      <MessageView
        message={asMeta(message.message)}
        side={own ? "right" : "left"}
        at={message.at}
        status={own ? message.status : undefined}
        rendered={message.shown && filledIn(message.shown)}
        mediaUrl={mediaUrl(message)}
        quote={quote}
        chosen={chosen}
        reactions={reactions}
        onReply={own ? undefined : onReply}
        onOpenList={own ? undefined : onOpenList}
      />
    </>
  );
}

/** The emulator hands out the files it holds; anything else is fetched by its link. */
function mediaUrl({ message }: PhoneMessage): string | undefined {
  const meta = asMeta(message);
  const id = MEDIA_KINDS.map((kind) => meta[kind]?.id).find(Boolean);
  return id && `/emulator/media/${id}`;
}

function filledIn({ header, body, footer, buttons = [] }: ShownTemplate): RenderedTemplate {
  const media = header?.image ?? header?.video ?? header?.document;
  const drawn = media ? { media: header?.type ?? "document", link: media.link } : { text: header?.text ?? "" };
  return { header: header && drawn, body, footer, buttons };
}
