import { useTranslation } from "react-i18next";
import { stepPreviewQuery } from "../../api/series";
import { PhonePreview } from "../../campaigns/wizard/PhonePreview";
import type { Fault } from "../model/faults";
import { useStepWords } from "../useStepWords";
import type { TemplateOf } from "./StepsFields";
import type { SeriesDraft } from "./useSeriesDraft";

interface PreviewProps {
  draft: SeriesDraft;
  place: number;
  templateOf: TemplateOf;
  faults: Fault[];
}

/** The message of one step on the phone of one person after the other. */
export function StepPreview({ draft, place, templateOf, faults }: PreviewProps) {
  const { t } = useTranslation();
  const words = useStepWords(draft.document);
  const step = draft.document.steps[place];
  const template = step && templateOf(step.message.template, step.message.language);
  const isWhole = draft.document.numbers.length > 0 && !faults.some((fault) => fault.step === place);
  return (
    <section>
      <h2>{t("campaigns.preview.title")}</h2>
      {step && template ? (
        <>
          <p className="soft small">{t("series.previewOf", { place: place + 1, when: words(step) })}</p>
          <PhonePreview
            key={place}
            queryAfter={(contactId) => stepPreviewQuery(draft.series.id, place, contactId)}
            isWhole={isWhole}
            isSaved={draft.isSaved}
            message={step.message}
            template={template}
          />
        </>
      ) : (
        <p className="soft small">{t("campaigns.preview.empty")}</p>
      )}
    </section>
  );
}
