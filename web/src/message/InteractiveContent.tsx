import { IconCheck, IconExternalLink, IconList, IconMapPin } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormattedText } from "./FormattedText";
import { ListRows } from "./ListRows";
import { MediaBody } from "./MediaContent";
import type { MessageViewProps } from "./MessageView";
import { type Interactive, tapButton } from "./meta";
import styles from "./message.module.css";
import { Option } from "./Option";

type InteractiveProps = MessageViewProps & { interactive: Interactive };

/** Buttons, lists and links as the customer sees them; and what the customer answered by tapping one. */
export function InteractiveContent(props: InteractiveProps) {
  const { interactive } = props;
  const answer = interactive.button_reply ?? interactive.list_reply;
  if (answer) return <Answer title={answer.title} description={interactive.list_reply?.description} />;
  if (interactive.nfm_reply) return <Answer title={interactive.nfm_reply.body ?? interactive.nfm_reply.name ?? ""} />;
  return (
    <>
      <Header header={interactive.header} />
      {interactive.body?.text && <FormattedText text={interactive.body.text} />}
      {interactive.footer?.text && <p className={styles.footer}>{interactive.footer.text}</p>}
      <Actions {...props} />
    </>
  );
}

function Answer({ title, description }: { title: string; description?: string }) {
  return (
    <div className={styles.answer}>
      <IconCheck size={16} aria-hidden />
      <div>
        {title}
        {description && <div className="soft small">{description}</div>}
      </div>
    </div>
  );
}

function Header({ header }: { header: Interactive["header"] }) {
  if (!header) return null;
  if (header.text) return <p className={styles.header}>{header.text}</p>;
  const kind = (["image", "video", "document"] as const).find((name) => header[name]);
  const media = kind && header[kind];
  return media ? <MediaBody kind={kind} media={media} /> : null;
}

function Actions({ interactive, chosen, onReply, onOpenList }: InteractiveProps) {
  const { action } = interactive;
  if (action?.buttons) {
    const replies = action.buttons.flatMap(({ reply }) => reply ?? []);
    return (
      <div className={styles.options}>
        {replies.map((reply) => (
          <Option
            key={reply.id}
            chosen={reply.id === chosen}
            onTap={
              onReply &&
              (() => {
                onReply(tapButton(reply));
              })
            }
          >
            {reply.title}
          </Option>
        ))}
      </div>
    );
  }
  if (action?.sections) return <List interactive={interactive} chosen={chosen} onOpenList={onOpenList} />;
  return <Link action={action} />;
}

/** On the phone the list opens as a sheet; elsewhere its rows unfold below, with the picked one marked. */
function List({ interactive, chosen, onOpenList }: Pick<InteractiveProps, "interactive" | "chosen" | "onOpenList">) {
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const { button, sections = [] } = interactive.action ?? {};
  const unfold = () => {
    setUnfolded(!unfolded);
  };
  return (
    <div className={styles.options}>
      <Option
        icon={<IconList size={16} aria-hidden />}
        onTap={onOpenList ?? unfold}
        expanded={onOpenList ? undefined : unfolded}
      >
        {button ?? t("message.list")}
      </Option>
      {unfolded && <ListRows sections={sections} chosen={chosen} />}
    </div>
  );
}

function Link({ action }: { action: Interactive["action"] }) {
  const { t } = useTranslation();
  const { display_text, url, flow_cta } = action?.parameters ?? {};
  const label = display_text ?? flow_cta;
  if (action?.name === "send_location") {
    return (
      <div className={styles.options}>
        <Option icon={<IconMapPin size={16} aria-hidden />}>{t("message.sendLocation")}</Option>
      </div>
    );
  }
  if (!label) return null;
  return (
    <div className={styles.options}>
      <Option icon={<IconExternalLink size={16} aria-hidden />} href={url}>
        {label}
      </Option>
    </div>
  );
}
