// What stays in sight at every step: how many people, and the message on their phone.
import { useTranslation } from "react-i18next";
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
}

export function SidePanel({ draft, variant, template, isWhole, withSample }: PanelProps) {
  const { t } = useTranslation();
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
          <PhonePreview key={variant.name} draft={draft} isWhole={isWhole} variant={variant} template={template} />
        ) : (
          <p className="soft small">{t("campaigns.preview.empty")}</p>
        )}
      </section>
    </aside>
  );
}
