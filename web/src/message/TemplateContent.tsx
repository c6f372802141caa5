import { IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { Carousel } from "./Carousel";
import { type DrawnHeader, type DrawnTemplate, drawTemplate } from "./drawn-template";
import { FormattedText } from "./FormattedText";
import { LocationContent } from "./LocationContent";
import { MediaBody } from "./MediaContent";
import type { MessageViewProps } from "./MessageView";
import type { TemplateSend } from "./meta";
import content from "./content.module.css";
import styles from "./message.module.css";
import { ProductCard } from "./ProductCard";
import { TemplateButton } from "./TemplateButton";
import { useTemplate } from "./templates";

type TemplateProps = Pick<MessageViewProps, "onReply" | "onOpen" | "chosen">;

/** A template as the customer reads it; only its name and values where its text is not known here. */
export function TemplateContent({ send, template, ...props }: MessageViewProps & { send: TemplateSend }) {
  const known = useTemplate(send);
  const definition = template ?? known;
  if (!definition) return <UnknownTemplate send={send} />;
  return <Drawn drawn={drawTemplate(definition, send.components)} {...props} />;
}

function UnknownTemplate({ send }: { send: TemplateSend }) {
  const values = (send.components ?? []).flatMap(({ parameters = [] }) => parameters.flatMap(({ text }) => text ?? []));
  return (
    <>
      <p className={styles.header}>{send.name}</p>
      {values.length > 0 && <FormattedText text={values.join(" · ")} />}
    </>
  );
}

function Drawn({ drawn, ...props }: TemplateProps & { drawn: DrawnTemplate }) {
  const { header, offer, body, footer, buttons, cards } = drawn;
  return (
    <>
      {header && <Header header={header} />}
      {offer && <Offer offer={offer} />}
      {body !== "" && <FormattedText text={body} />}
      {footer && <p className={styles.footer}>{footer}</p>}
      {buttons.length > 0 && (
        <div className={styles.options}>
          {buttons.map((button, index) => (
            <TemplateButton key={index} button={button} {...props} />
          ))}
        </div>
      )}
      {cards.length > 0 && (
        <Carousel
          cards={cards.map((card, index) => (
            <Drawn key={index} drawn={card} {...props} />
          ))}
        />
      )}
    </>
  );
}

function Header({ header }: { header: DrawnHeader }) {
  switch (header.kind) {
    case "text":
      return <p className={styles.header}>{header.text}</p>;
    case "location":
      return header.location ? <LocationContent location={header.location} /> : null;
    case "product":
      return header.retailerId ? <ProductCard retailerId={header.retailerId} large /> : null;
    default:
      return <MediaBody kind={header.kind} media={header.media} />;
  }
}

function Offer({ offer }: { offer: NonNullable<DrawnTemplate["offer"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { text, expiresAt } = offer;
  return (
    <div className={content.card}>
      <IconClock size={24} stroke={1.5} aria-hidden />
      <div>
        <strong>{text}</strong>
        {expiresAt !== undefined && (
          <div className="soft small">
            {expiresAt > now ? t("message.offerUntil", { when: format.dateTime(expiresAt) }) : t("message.offerOver")}
          </div>
        )}
      </div>
    </div>
  );
}
