// A message as it looks on the customer's phone: the one drawing shared by inbox, phones and previews.
import type { ReactNode } from "react";
import type { MessageStatus } from "../api/types";
import { useFormat } from "../app/format";
import { AdvertisementCard } from "./AdvertisementCard";
import { Content } from "./Content";
import type { MetaMessage, Opening, Reply } from "./meta";
import styles from "./message.module.css";
import type { TemplateDefinition } from "./drawn-template";
import { Ticks } from "./Ticks";

export interface MessageViewProps {
  message: MetaMessage;
  /** Whose side of the conversation this screen is on decides it: the other's left, one's own right. */
  side: "left" | "right";
  at?: number;
  status?: MessageStatus;
  /** Who wrote it, where that is not plain from the side: the bot, a colleague, the API. */
  badge?: ReactNode;
  quote?: string;
  reactions?: string[];
  mediaUrl?: string;
  /** The template it was sent from, where that is known without asking. */
  template?: TemplateDefinition;
  /** The option of this message that the customer picked. */
  chosen?: string;
  /** Given on the customer's phone, where buttons can be tapped and lists, shops and forms opened. */
  onReply?: (reply: Reply) => void;
  onOpen?: (opening: Opening) => void;
  /** Told when a voice message is played. */
  onListen?: () => void;
  /** What can be done with the message as a whole. */
  menu?: ReactNode;
  /** What has to be said about it below: why it failed, what to decide. */
  children?: ReactNode;
}

export function MessageView(props: MessageViewProps) {
  const { side, at, status, badge, quote, reactions = [], menu, children } = props;
  const format = useFormat();
  return (
    <div className={styles.row} data-side={side}>
      <div className={styles.bubble} data-side={side} data-status={status} data-kind={props.message.type}>
        {menu && <div className={styles.menu}>{menu}</div>}
        {badge && <div className={styles.badge}>{badge}</div>}
        {quote && <blockquote className={styles.quote}>{quote}</blockquote>}
        {props.message.referral && <AdvertisementCard referral={props.message.referral} />}
        <Content {...props} />
        <div className={styles.foot} hidden={at === undefined && !status}>
          {at !== undefined && (
            <time dateTime={new Date(at).toISOString()} title={format.exact(at)}>
              {format.time(at)}
            </time>
          )}
          {status && <Ticks status={status} />}
        </div>
        {reactions.length > 0 && <div className={styles.reactions}>{reactions.join(" ")}</div>}
      </div>
      {children}
    </div>
  );
}
