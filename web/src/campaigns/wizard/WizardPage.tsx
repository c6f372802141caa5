// A campaign while it is written: five steps, each an address, the phone and the people beside them.
import { Button } from "@mantine/core";
import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { campaignQuery } from "../../api/campaigns";
import type { Campaign } from "../../api/types";
import { Guarded } from "../../app/Guarded";
import { Page } from "../../app/Page";
import { ErrorState, LoadingRows } from "../../app/states";
import { useMay } from "../../app/session";
import { useShortcuts } from "../../app/shortcuts";
import { AllCampaigns } from "../AllCampaigns";
import { isStep, type Step, stepAfter, stepBefore } from "../model/steps";
import { mayBeWritten } from "../states";
import { AudienceStep } from "./AudienceStep";
import { Faults } from "./Faults";
import { MessageStep } from "./MessageStep";
import { NameStep } from "./NameStep";
import { ReviewStep } from "./ReviewStep";
import { SavedSign } from "./SavedSign";
import { ScheduleStep } from "./ScheduleStep";
import { SidePanel } from "./SidePanel";
import { StepNav } from "./StepNav";
import { TestSend } from "./TestSend";
import { useCampaignDraft } from "./useCampaignDraft";
import { useChecks } from "./useChecks";
import styles from "./wizard.module.css";

export function WizardPage() {
  const { campaignId, step } = useParams({ from: "/shell/campaigns/$campaignId/$step" });
  return (
    <Guarded permission="manage_campaigns">
      <Loaded id={campaignId} step={isStep(step) ? step : "name"} />
    </Guarded>
  );
}

function Loaded({ id, step }: { id: string; step: Step }) {
  const campaign = useQuery(campaignQuery(id));
  if (campaign.isPending) return <LoadingRows rows={5} />;
  if (campaign.isError) return <ErrorState error={campaign.error} retry={() => void campaign.refetch()} />;
  if (!mayBeWritten(campaign.data.state)) return <Navigate to="/campaigns/$campaignId" params={{ campaignId: id }} />;
  return <Workbench key={id} campaign={campaign.data} step={step} />;
}

function Workbench({ campaign, step }: { campaign: Campaign; step: Step }) {
  const { t } = useTranslation();
  const maySegments = useMay()("read_segments");
  const draft = useCampaignDraft(campaign);
  const { faults, templateOf } = useChecks(draft);
  const [lookedAt, setLookedAt] = useState("A");
  const [shown, setShown] = useState<string>();
  const { variants } = draft.plan;
  const variant = variants.find(({ name }) => name === lookedAt) ?? variants[0];
  const template = variant && templateOf(variant.template, variant.language);
  return (
    <Page
      title={draft.name.trim() || t("campaigns.untitled")}
      actions={
        <>
          <SavedSign draft={draft} />
          <AllCampaigns />
        </>
      }
    >
      <StepNav id={campaign.id} faults={faults} />
      <div className={styles.bench}>
        <section className={styles.content} aria-label={t(`campaigns.step.${step}`)}>
          {step === "name" && <NameStep draft={draft} />}
          {step === "audience" && maySegments && <AudienceStep draft={draft} />}
          {step === "message" && variant && (
            <>
              <MessageStep draft={draft} variant={variant} template={template} onLookAt={setLookedAt} />
              <TestSend draft={draft} variant={variants.indexOf(variant)} shown={shown} isWhole={faults.length === 0} />
            </>
          )}
          {step === "schedule" && <ScheduleStep draft={draft} />}
          {step === "review" && <ReviewStep draft={draft} faults={faults} />}
          {step !== "review" && <Faults faults={faults} step={step} />}
          <Walk id={campaign.id} step={step} />
        </section>
        <SidePanel
          draft={draft}
          variant={variant}
          template={template}
          isWhole={faults.length === 0}
          withSample={step === "audience"}
          onShow={setShown}
        />
      </div>
    </Page>
  );
}

/** On and back, by button and by key. */
function Walk({ id, step }: { id: string; step: Step }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [before, after] = [stepBefore(step), stepAfter(step)];
  const go = (to: Step | undefined) =>
    to && (() => void navigate({ to: "/campaigns/$campaignId/$step", params: { campaignId: id, step: to } }));
  useShortcuts({ n: go(after), p: go(before) });
  return (
    <div className={styles.walkSteps}>
      {before ? (
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} />}
          renderRoot={(props) => <StepLink {...props} id={id} step={before} />}
        >
          {t("campaigns.previous")}
        </Button>
      ) : (
        <span />
      )}
      {after && (
        <Button
          rightSection={<IconArrowRight size={16} />}
          renderRoot={(props) => <StepLink {...props} id={id} step={after} />}
        >
          {t("campaigns.next", { step: t(`campaigns.step.${after}`) })}
        </Button>
      )}
    </div>
  );
}

function StepLink({ id, step, ...props }: { id: string; step: Step }) {
  return <Link {...props} to="/campaigns/$campaignId/$step" params={{ campaignId: id, step }} />;
}
