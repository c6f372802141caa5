import { IconApi, IconDeviceMobile, IconRobot } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../api/types";
import { asMeta } from "../message/meta";
import { MessageView } from "../message/MessageView";
import { CorrectMessage } from "./CorrectMessage";
import { FailureNote } from "./FailureNote";
import { UncertainNote } from "./UncertainNote";

interface MessageLineProps {
  conversationId: string;
  message: Message;
  quote?: string;
  chosen?: string;
}

export function MessageLine({ conversationId, message, quote, chosen }: MessageLineProps) {
  const outbound = message.direction === "outbound";
  const content = asMeta(message.content);
  const said = outbound ? undefined : content.text?.body;
  return (
    <MessageView
      message={content}
      side={outbound ? "right" : "left"}
      at={message.at}
      status={outbound ? message.status : undefined}
      badge={outbound && <AuthorBadge author={message.author} />}
      quote={quote}
      chosen={chosen}
      reactions={message.reactions.map(({ emoji }) => emoji)}
      mediaUrl={message.media?.url}
      menu={said !== undefined && <CorrectMessage conversationId={conversationId} text={said} />}
    >
      {message.status === "failed" && <FailureNote conversationId={conversationId} message={message} />}
      {message.status === "uncertain" && <UncertainNote conversationId={conversationId} message={message} />}
    </MessageView>
  );
}

const AUTHOR_ICONS = { bot: IconRobot, api: IconApi, phone: IconDeviceMobile } as const;

function AuthorBadge({ author }: { author: Message["author"] }) {
  const { t } = useTranslation();
  if (author.kind === "contact") return null;
  if (author.kind === "agent") return author.name;
  const Icon = AUTHOR_ICONS[author.kind];
  return (
    <>
      <Icon size={14} aria-hidden /> {t(`author.${author.kind}`)}
    </>
  );
}
