// What stays in sight at every step: how many people, and the message on their phone.
import { useTranslation } from "react-i18next";
import { previewQuery } from "../../api/campaigns";
import type { Template } from "../../api/types";
import type { Variant } from "../model/plan";
import { AudienceCount, AudienceSample } from "./AudienceCount";
import { PhonePreview } from "./PhonePreview";
import type { Drafting } from "./useCampaignDraft";
import styles from "./wizard.module.css";

interface PanelProps {
  draft: Drafting;
  variant: Variant | undefined;
  template: Template | undefined;
  isWhole: boolean;
  withSample: boolean;
  onShow: (contactId: string | undefined) => void;
}

export function SidePanel({ draft, variant, template, isWhole, withSample, onShow }: PanelProps) {
  const { t } = useTranslation();
  const place = draft.plan.variants.findIndex(({ name }) => name === variant?.name);
  return (
    <aside className={styles.side} aria-label={t("campaigns.preview.title")}>
      <section>
        <h2>{t("campaigns.audience.people")}</h2>
        <AudienceCount audience={draft.plan.audience} />
      </section>
      {withSample && <AudienceSample audience={draft.plan.audience} />}
      <section>
        <h2>{t("campaigns.preview.title")}</h2>
        {variant && template ? (
          <PhonePreview
            key={variant.name}
            queryAfter={(contactId) => previewQuery(draft.campaign.id, place, contactId)}
            isWhole={isWhole}
            isSaved={draft.isSaved}
            message={variant}
            template={template}
            onShow={onShow}
          />
        ) : (
          <p className="soft small">{t("campaigns.preview.empty")}</p>
        )}
      </section>
    </aside>
  );
}
