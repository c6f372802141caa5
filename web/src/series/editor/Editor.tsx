// A series while it is written: what begins it, its messages one below the other, when it ends; the phone beside.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Series } from "../../api/types";
import { Page } from "../../app/Page";
import { CapFields } from "../../campaigns/wizard/CapFields";
import { GoalFields } from "../../campaigns/wizard/GoalFields";
import { NumberFields } from "../../campaigns/wizard/NumberFields";
import { SavedSign } from "../../campaigns/wizard/SavedSign";
import { StopFields } from "../../campaigns/wizard/StopFields";
import { useApproved } from "../../campaigns/wizard/useChecks";
import { WindowFields } from "../../campaigns/wizard/WindowFields";
import wizard from "../../campaigns/wizard/wizard.module.css";
import { LONGEST_NAME } from "../../campaigns/model/plan";
import { placedVariables } from "../../campaigns/model/parameters";
import { AllSeries } from "../AllSeries";
import { faultsOf } from "../model/faults";
import type { SeriesDocument } from "../model/document";
import { SeriesActions } from "../SeriesActions";
import { Start } from "./Start";
import { StepPreview } from "./StepPreview";
import { StepsFields } from "./StepsFields";
import { StopWhen } from "./StopWhen";
import { TriggerFields } from "./TriggerFields";
import { type SeriesDraft, useSeriesDraft } from "./useSeriesDraft";

export function Editor({ series }: { series: Series }) {
  const { t } = useTranslation();
  const draft = useSeriesDraft(series);
  const [lookedAt, setLookedAt] = useState<number | null>(0);
  const { approved } = useApproved(draft.document.numbers);
  const templateOf = (wanted: string, language: string) =>
    approved.find((template) => template.name === wanted && template.language === language);
  const blanks = (wanted: string, language: string) => {
    const template = templateOf(wanted, language);
    return template ? placedVariables(template).map(({ place_in_plan: place }) => place) : [];
  };
  const faults = faultsOf(draft.name, draft.document, blanks);
  return (
    <Page
      title={draft.name.trim() || t("series.untitled")}
      actions={
        <>
          <SavedSign draft={draft} />
          <AllSeries />
          <SeriesActions series={series} />
        </>
      }
    >
      <div className={wizard.bench}>
        <section className={wizard.content} aria-label={t("series.writing")}>
          <NameAndNumbers draft={draft} />
          <TriggerFields
            trigger={draft.document.trigger}
            onChange={(trigger) => {
              draft.change({ ...draft.document, trigger });
            }}
          />
          <StepsFields
            draft={draft}
            templateOf={templateOf}
            faults={faults}
            lookedAt={lookedAt}
            onLookAt={setLookedAt}
          />
          <Rules draft={draft} />
        </section>
        <aside className={wizard.side} aria-label={t("campaigns.preview.title")}>
          <Start draft={draft} faults={faults} />
          <StepPreview draft={draft} place={lookedAt ?? 0} templateOf={templateOf} faults={faults} />
        </aside>
      </div>
    </Page>
  );
}

function NameAndNumbers({ draft }: { draft: SeriesDraft }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t("series.name")}
        description={t("campaigns.name.hint")}
        maxLength={LONGEST_NAME}
        required
        value={draft.name}
        onChange={(event) => {
          draft.rename(event.currentTarget.value);
        }}
      />
      <NumberFields
        numbers={draft.document.numbers}
        onChange={(numbers) => {
          draft.change({ ...draft.document, numbers });
        }}
      />
    </>
  );
}

/** What holds of every message of it. */
function Rules({ draft: { document, change } }: { draft: SeriesDraft }) {
  const set = (part: Partial<SeriesDocument>) => {
    change({ ...document, ...part });
  };
  return (
    <>
      <StopWhen
        condition={document.stop_when}
        onChange={(stop_when) => {
          set({ stop_when });
        }}
      />
      <WindowFields
        window={document.window}
        onChange={(window) => {
          set({ window });
        }}
      />
      <CapFields
        cap={document.frequency_cap}
        onChange={(frequency_cap) => {
          set({ frequency_cap });
        }}
      />
      <StopFields
        stop={document.stop}
        onChange={(stop) => {
          set({ stop });
        }}
      />
      <GoalFields
        goal={document.goal}
        onChange={(goal) => {
          set({ goal });
        }}
      />
    </>
  );
}
