import { IconCopy, IconExternalLink, IconPhone } from "@tabler/icons-react";
import { FormattedText } from "./FormattedText";
import { MediaBody } from "./MediaContent";
import type { MessageViewProps } from "./MessageView";
import type { TemplateSend } from "./meta";
import styles from "./message.module.css";
import { Option } from "./Option";
import { renderTemplate, type RenderedTemplate, type TemplateButton, valuesOf } from "./template";
import { useTemplate } from "./templates";

/** A template as the customer reads it; only its name and values where its text is not known here. */
export function TemplateContent({ send, rendered, onReply, chosen }: MessageViewProps & { send: TemplateSend }) {
  const template = useTemplate(send);
  if (rendered) return <RenderedContent rendered={rendered} onReply={onReply} chosen={chosen} />;
  if (!template) return <UnknownTemplate send={send} />;
  return (
    <RenderedContent rendered={renderTemplate(template, valuesOf(template, send))} onReply={onReply} chosen={chosen} />
  );
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

type RenderedProps = Pick<MessageViewProps, "onReply" | "chosen"> & { rendered: RenderedTemplate };

function RenderedContent({ rendered, onReply, chosen }: RenderedProps) {
  const { header, body, footer, buttons } = rendered;
  return (
    <>
      {header && "text" in header && <p className={styles.header}>{header.text}</p>}
      {header && "media" in header && <MediaBody kind={mediaKind(header.media)} media={{ link: header.link }} />}
      <FormattedText text={body} />
      {footer && <p className={styles.footer}>{footer}</p>}
      {buttons.length > 0 && (
        <div className={styles.options}>
          {buttons.map((button, index) => (
            <Button key={index} button={button} onReply={onReply} chosen={chosen} />
          ))}
        </div>
      )}
    </>
  );
}

function mediaKind(format: string): "image" | "video" | "document" {
  return format === "image" || format === "video" ? format : "document";
}

const BUTTON_ICONS: Record<string, typeof IconPhone | undefined> = {
  URL: IconExternalLink,
  PHONE_NUMBER: IconPhone,
  COPY_CODE: IconCopy,
};

function Button({ button, onReply, chosen }: Pick<RenderedProps, "onReply" | "chosen"> & { button: TemplateButton }) {
  const text = button.text ?? "";
  const Icon = BUTTON_ICONS[button.type.toUpperCase()];
  const isQuickReply = button.type.toUpperCase() === "QUICK_REPLY";
  const tap =
    isQuickReply && onReply
      ? () => {
          onReply({ type: "button", button: { payload: button.payload ?? text, text } });
        }
      : undefined;
  return (
    <Option icon={Icon && <Icon size={16} aria-hidden />} onTap={tap} chosen={isQuickReply && chosen === text}>
      {text}
    </Option>
  );
}
