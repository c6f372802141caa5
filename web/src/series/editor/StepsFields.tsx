// The messages of a series, one below the other: the one that is open is on the phone beside.
import { Accordion, Button } from "@mantine/core";
import { IconAlertTriangle, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Template } from "../../api/types";
import { MessageFields } from "../../campaigns/wizard/MessageFields";
import wizard from "../../campaigns/wizard/wizard.module.css";
import { addStep, changeStep, MOST_STEPS, removeStep, type SeriesStep } from "../model/document";
import type { Fault } from "../model/faults";
import styles from "../series.module.css";
import { useStepWords } from "../useStepWords";
import { useFaultWords } from "./useFaultWords";
import type { SeriesDraft } from "./useSeriesDraft";
import { WhenFields } from "./WhenFields";

export type TemplateOf = (template: string, language: string) => Template | undefined;

interface StepsProps {
  draft: SeriesDraft;
  templateOf: TemplateOf;
  faults: Fault[];
  /** The one that is open. */
  lookedAt: number | null;
  onLookAt: (place: number | null) => void;
}

export function StepsFields({ draft, templateOf, faults, lookedAt, onLookAt }: StepsProps) {
  const { t } = useTranslation();
  const { document, change } = draft;
  return (
    <section className={wizard.group} aria-labelledby="steps">
      <h2 id="steps">{t("series.messages")}</h2>
      {document.steps.length > 0 && (
        <Accordion
          variant="contained"
          order={3}
          value={lookedAt === null ? null : String(lookedAt)}
          onChange={(place) => {
            onLookAt(place === null ? null : Number(place));
          }}
        >
          {document.steps.map((step, place) => (
            <Step
              key={place}
              draft={draft}
              step={step}
              place={place}
              isOpen={place === lookedAt}
              templateOf={templateOf}
              faults={faults.filter((fault) => fault.step === place)}
            />
          ))}
        </Accordion>
      )}
      {document.steps.length < MOST_STEPS && (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              change(addStep(document));
              onLookAt(document.steps.length);
            }}
          >
            {t("series.addStep")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface StepProps {
  draft: SeriesDraft;
  step: SeriesStep;
  place: number;
  isOpen: boolean;
  templateOf: TemplateOf;
  faults: Fault[];
}

function Step({ draft, step, place, isOpen, templateOf, faults }: StepProps) {
  const { t } = useTranslation();
  const words = useStepWords(draft.document);
  const { template, language } = step.message;
  return (
    <Accordion.Item value={String(place)}>
      <Accordion.Control icon={<span className={styles.place}>{place + 1}</span>}>
        <span className={styles.stepHead}>
          <strong>{words(step)}</strong>
          <span className="soft ellipsis">{template || t("campaigns.noTemplate")}</span>
          {faults.length > 0 && (
            <IconAlertTriangle
              size={16}
              className={styles.warn}
              aria-label={t("campaigns.stepOpen", { count: faults.length })}
            />
          )}
        </span>
      </Accordion.Control>
      <Accordion.Panel>
        {isOpen && (
          <div className={styles.step}>
            <StepBody draft={draft} step={step} place={place} template={templateOf(template, language)} />
            <StepFaults faults={faults} />
          </div>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}

interface BodyProps {
  draft: SeriesDraft;
  step: SeriesStep;
  place: number;
  template: Template | undefined;
}

function StepBody({ draft: { document, change }, step, place, template }: BodyProps) {
  const { t } = useTranslation();
  return (
    <>
      <WhenFields
        step={step}
        trigger={document.trigger.kind}
        onChange={(part) => {
          change(changeStep(document, place, part));
        }}
      />
      {document.numbers.length === 0 ? (
        <p className="soft">{t("campaigns.message.noNumber")}</p>
      ) : (
        <MessageFields
          numbers={document.numbers}
          message={step.message}
          template={template}
          onChange={(part) => {
            change(changeStep(document, place, { message: { ...step.message, ...part } }));
          }}
        />
      )}
      <div>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconTrash size={14} />}
          onClick={() => {
            change(removeStep(document, place));
          }}
        >
          {t("series.removeStep", { place: place + 1 })}
        </Button>
      </div>
    </>
  );
}

function StepFaults({ faults }: { faults: Fault[] }) {
  const words = useFaultWords();
  if (faults.length === 0) return null;
  return (
    <ul className={wizard.faults}>
      {faults.map((fault) => (
        <li key={words(fault)}>
          <IconAlertTriangle size={16} aria-hidden />
          {words(fault)}
        </li>
      ))}
    </ul>
  );
}
