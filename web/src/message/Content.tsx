import { IconMapPin, IconShoppingBag, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FormattedText } from "./FormattedText";
import { InteractiveContent } from "./InteractiveContent";
import { MediaContent } from "./MediaContent";
import type { MessageViewProps } from "./MessageView";
import { MEDIA_KINDS, type MetaMessage } from "./meta";
import styles from "./message.module.css";
import { TemplateContent } from "./TemplateContent";

/** The inside of a bubble, by kind; what we cannot draw is named, never dropped. */
export function Content(props: MessageViewProps) {
  const { message, mediaUrl } = props;
  const mediaKind = MEDIA_KINDS.find((kind) => message[kind]);
  const media = mediaKind && message[mediaKind];
  if (message.text?.body !== undefined) return <FormattedText text={message.text.body} />;
  if (mediaKind && media) return <MediaContent kind={mediaKind} media={media} url={mediaUrl} />;
  if (message.interactive) return <InteractiveContent {...props} interactive={message.interactive} />;
  if (message.template) return <TemplateContent {...props} send={message.template} />;
  if (message.button) return <FormattedText text={message.button.text ?? message.button.payload ?? ""} />;
  if (message.location) return <Location location={message.location} />;
  if (message.contacts) return <Contacts contacts={message.contacts} />;
  if (message.order) return <Order order={message.order} />;
  if (message.reaction) return <span className={styles.bigEmoji}>{message.reaction.emoji ?? "·"}</span>;
  return <Unknown message={message} />;
}

function Location({ location }: { location: NonNullable<MetaMessage["location"]> }) {
  const place = `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`;
  return (
    <div className={styles.card}>
      <IconMapPin size={20} aria-hidden />
      <div>
        <strong>{location.name ?? place}</strong>
        {location.address && <div className="soft small">{location.address}</div>}
        {location.name && <div className="soft small tabular">{place}</div>}
      </div>
    </div>
  );
}

function Contacts({ contacts }: { contacts: NonNullable<MetaMessage["contacts"]> }) {
  return contacts.map((contact, index) => (
    <div key={index} className={styles.card}>
      <IconUser size={20} aria-hidden />
      <div>
        <strong>{contact.name?.formatted_name}</strong>
        <div className="soft small">{contact.phones?.map(({ phone }) => phone).join(", ")}</div>
      </div>
    </div>
  ));
}

function Order({ order }: { order: NonNullable<MetaMessage["order"]> }) {
  return (
    <div className={styles.card}>
      <IconShoppingBag size={20} aria-hidden />
      <div>
        {order.product_items?.map((item, index) => (
          <div key={index}>
            {item.quantity} × {item.product_retailer_id}
          </div>
        ))}
        {order.text && <FormattedText text={order.text} />}
      </div>
    </div>
  );
}

function Unknown({ message }: { message: MetaMessage }) {
  const { t } = useTranslation();
  const kind = message.unsupported?.type ?? message.type;
  return <p className={styles.unknown}>{message.system?.body ?? t("message.unsupported", { kind })}</p>;
}
