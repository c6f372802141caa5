// The message as the next person gets it: rendered by the server with what it knows of them.
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { previewQuery } from "../../api/campaigns";
import type { CampaignPreview, Template } from "../../api/types";
import { useShortcuts } from "../../app/shortcuts";
import { useMay } from "../../app/session";
import { asMeta } from "../../message/meta";
import { MessageView } from "../../message/MessageView";
import { drawnWithout } from "../model/parameters";
import type { Variant } from "../model/plan";
import type { Drafting } from "./useCampaignDraft";
import styles from "./wizard.module.css";

interface PreviewProps {
  draft: Drafting;
  variant: Variant;
  template: Template;
}

export function PhonePreview({ draft, variant, template }: PreviewProps) {
  const { t } = useTranslation();
  const may = useMay()("read_contacts");
  // Whom one has walked past: the last of them is where the next begins.
  const [passed, setPassed] = useState<string[]>([]);
  const isAsked = may && draft.isSaved && draft.plan.audience.include.length > 0;
  const query = previewQuery(draft.campaign.id, variant.name, passed.at(-1));
  const preview = useQuery({ ...query, enabled: isAsked, placeholderData: keepPreviousData });
  const person = preview.isError || draft.plan.audience.include.length === 0 ? undefined : preview.data;
  const next = () => {
    if (person) setPassed([...passed, person.contact.id]);
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
          {person ? t("campaigns.preview.person", { name: person.contact.name }) : t("campaigns.preview.template")}
        </span>
        <ActionIcon variant="default" aria-label={t("campaigns.preview.next")} disabled={!person} onClick={next}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <div className={styles.phone} lang={variant.language.replace("_", "-")}>
        <MessageView
          message={asMeta(person?.message ?? drawnWithout(template, variant.parameters))}
          template={template}
          side="left"
        />
      </div>
      {person && <Missing preview={person} />}
    </>
  );
}

function Missing({ preview: { missing } }: { preview: CampaignPreview }) {
  const { t } = useTranslation();
  if (missing.length === 0) return null;
  return <p className={styles.warn}>{t("campaigns.preview.missing", { names: missing.join(", ") })}</p>;
}
