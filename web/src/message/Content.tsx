import { useTranslation } from "react-i18next";
import { ContactsContent } from "./ContactsContent";
import { FormattedText } from "./FormattedText";
import { InteractiveContent } from "./InteractiveContent";
import { LinkPreview } from "./LinkPreview";
import { LocationContent } from "./LocationContent";
import { MediaContent } from "./MediaContent";
import type { MessageViewProps } from "./MessageView";
import { MEDIA_KINDS, type MetaMessage } from "./meta";
import styles from "./content.module.css";
import { BasketContent } from "./OrderContent";
import { TemplateContent } from "./TemplateContent";

/** The inside of a bubble, by kind; what we cannot draw is named, never dropped. */
export function Content(props: MessageViewProps) {
  const { message, mediaUrl, onListen } = props;
  const mediaKind = MEDIA_KINDS.find((kind) => message[kind]);
  const media = mediaKind && message[mediaKind];
  if (message.text?.body !== undefined) return <Text text={message.text} />;
  if (mediaKind && media) return <MediaContent kind={mediaKind} media={media} url={mediaUrl} onListen={onListen} />;
  if (message.interactive) return <InteractiveContent {...props} interactive={message.interactive} />;
  if (message.template) return <TemplateContent {...props} send={message.template} />;
  if (message.button) return <FormattedText text={message.button.text ?? message.button.payload ?? ""} />;
  if (message.location) return <LocationContent location={message.location} />;
  if (message.contacts) return <ContactsContent contacts={message.contacts} />;
  if (message.order) return <BasketContent order={message.order} />;
  if (message.reaction) return <span className={styles.bigEmoji}>{message.reaction.emoji ?? "·"}</span>;
  return <Other message={message} />;
}

function Text({ text }: { text: NonNullable<MetaMessage["text"]> }) {
  return (
    <>
      {text.preview_url && <LinkPreview text={text.body ?? ""} />}
      <FormattedText text={text.body ?? ""} />
    </>
  );
}

function Other({ message }: { message: MetaMessage }) {
  const { t } = useTranslation();
  const kind = message.unsupported?.type ?? message.type;
  if (message.edit) return <p className={styles.unknown}>{t("message.edited")}</p>;
  if (message.revoke) return <p className={styles.unknown}>{t("message.revoked")}</p>;
  return <p className={styles.unknown}>{message.system?.body ?? t("message.unsupported", { kind })}</p>;
}
