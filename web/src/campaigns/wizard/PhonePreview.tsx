// The message as the next person gets it: rendered by the server with what it knows of them.
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PreviewQuery } from "../../api/campaigns";
import type { CampaignPreview, Template } from "../../api/types";
import { useShortcuts } from "../../app/shortcuts";
import { useMay } from "../../app/session";
import { asMeta } from "../../message/meta";
import { MessageView } from "../../message/MessageView";
import phone from "../../templates/preview.module.css";
import { drawnWithout } from "../model/parameters";
import type { Variant } from "../model/plan";
import { useReasonWords } from "../reasons";
import { useVariableName } from "./useVariableName";
import styles from "./wizard.module.css";

interface PreviewProps {
  /** Asks for the person behind this one. */
  queryAfter: (contactId: string | undefined) => PreviewQuery;
  /** Nobody gets a message that lacks something. */
  isWhole: boolean;
  isSaved: boolean;
  message: Variant;
  template: Template;
  /** Tells who is on the phone. */
  onShow?: (contactId: string | undefined) => void;
}

export function PhonePreview({ queryAfter, isWhole, isSaved, message, template, onShow }: PreviewProps) {
  const { t } = useTranslation();
  const may = useMay()("read_contacts");
  // Whom one has walked past: the last of them is where the next begins.
  const [passed, setPassed] = useState<string[]>([]);
  const isAsked = may && isWhole && isSaved;
  const preview = useQuery({ ...queryAfter(passed.at(-1)), enabled: isAsked, placeholderData: keepPreviousData });
  const person = isWhole ? preview.data : undefined;
  const shown = person?.contact_id;
  useEffect(() => {
    onShow?.(shown);
  }, [onShow, shown]);
  const next = () => {
    if (person) setPassed([...passed, person.contact_id]);
  };
  const back = () => {
    setPassed(passed.slice(0, -1));
  };
  useShortcuts({ ".": next, ",": back });
  return (
    <>
      <div className={styles.walk}>
        <ActionIcon
          variant="default"
          aria-label={t("campaigns.preview.previous")}
          disabled={passed.length === 0}
          onClick={back}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <span className="small ellipsis" role="status">
          {person
            ? t("campaigns.preview.person", { name: person.contact_name || t("contacts.nameless") })
            : t(person === null ? "campaigns.preview.end" : "campaigns.preview.template")}
        </span>
        <ActionIcon variant="default" aria-label={t("campaigns.preview.next")} disabled={!person} onClick={next}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <div className={`${phone.phone} ${styles.tall}`} lang={message.language.replace("_", "-")}>
        <MessageView
          message={asMeta(person?.message ?? drawnWithout(template, message.parameters))}
          template={template}
          side="left"
        />
      </div>
      {person && <Refusal preview={person} />}
    </>
  );
}

/** Why this one would get nothing. */
function Refusal({ preview: { missing, refusal } }: { preview: CampaignPreview }) {
  const { t } = useTranslation();
  const words = useReasonWords();
  const nameOf = useVariableName();
  if (missing.length > 0) {
    return <p className={styles.warn}>{t("campaigns.preview.missing", { names: missing.map(nameOf).join(", ") })}</p>;
  }
  if (refusal === null) return null;
  return <p className={styles.warn}>{t("campaigns.preview.refused", { reason: words(refusal).what })}</p>;
}
