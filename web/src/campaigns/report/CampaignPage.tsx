// One campaign that was launched: how it goes, and what became of it. A draft is written instead.
import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconCalendarTime } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { campaignQuery } from "../../api/campaigns";
import type { Campaign } from "../../api/types";
import { useFormat } from "../../app/format";
import { Guarded } from "../../app/Guarded";
import { Page } from "../../app/Page";
import { useMay } from "../../app/session";
import { ErrorState, LoadingRows, NoPermission } from "../../app/states";
import { useLookup } from "../../i18n/lookup";
import { AllCampaigns } from "../AllCampaigns";
import { CampaignActions, PauseButton } from "../CampaignActions";
import type { Plan } from "../model/plan";
import { ProgressLine } from "../ProgressLine";
import { StateChip } from "../StateChip";
import { BigNumbers } from "./BigNumbers";
import { Funnel } from "./Funnel";
import { Identity } from "./Identity";
import { Recipients, useShowRecipients } from "./Recipients";
import { SHOWN } from "./recipient-search";
import { Retarget } from "./Retarget";
import { Undecided } from "./Undecided";
import styles from "./report.module.css";

export function CampaignPage() {
  const { campaignId } = useParams({ from: "/shell/campaigns/$campaignId" });
  return (
    <Guarded permission="read_campaigns">
      <Loaded id={campaignId} />
    </Guarded>
  );
}

function Loaded({ id }: { id: string }) {
  const { t } = useTranslation();
  const mayWrite = useMay()("manage_campaigns");
  const campaign = useQuery(campaignQuery(id));
  if (campaign.data?.state === "draft") {
    if (!mayWrite) return <NoPermission permission="manage_campaigns" />;
    return <Navigate to="/campaigns/$campaignId/$step" params={{ campaignId: id, step: "name" }} replace />;
  }
  return (
    <Page title={campaign.data?.name ?? t("nav.campaigns")} actions={<Actions campaign={campaign.data} />}>
      {campaign.isPending && <LoadingRows rows={5} height={96} />}
      {campaign.isError && <ErrorState error={campaign.error} retry={() => void campaign.refetch()} />}
      {campaign.data && <Body campaign={campaign.data} />}
    </Page>
  );
}

function Actions({ campaign }: { campaign: Campaign | undefined }) {
  return (
    <>
      {campaign && <StateChip campaign={campaign} />}
      {campaign && <PauseButton campaign={campaign} />}
      <AllCampaigns />
      {campaign && <CampaignActions campaign={campaign} />}
    </>
  );
}

function Body({ campaign }: { campaign: Campaign }) {
  const show = useShowRecipients();
  return (
    <div className={styles.room}>
      <Standing campaign={campaign} />
      <Undecided
        campaign={campaign}
        onSee={() => {
          show({ outcome: "undecided" });
        }}
      />
      {campaign.launched_at !== null && campaign.state !== "scheduled" && <ProgressLine campaign={campaign} />}
      <BigNumbers campaign={campaign} />
      <Identity
        summary={campaign.summary}
        onOpen={(part) => {
          show({ outcome: part });
        }}
      />
      <Funnel
        counted={countedOf(campaign)}
        onOpen={(measure) => {
          show({ outcome: SHOWN.find((shown) => shown === measure) });
        }}
      />
      <Retarget campaign={campaign} />
      <Recipients campaign={campaign} />
    </div>
  );
}

/** The bars of what the ledger counts. */
function countedOf({ summary, plan }: Campaign) {
  const hasClicks = summary.clicked > 0 || (plan as unknown as Plan).goal !== null;
  const measures = ["planned", "accepted", "delivered", "read", "replied"] as const;
  const counted = measures.map((measure) => ({ measure, count: summary[measure] }));
  return hasClicks ? [...counted, { measure: "clicked", count: summary.clicked }] : counted;
}

/** What has to be known before anything else: that it stopped by itself, or that it has yet to begin. */
function Standing({ campaign: { state, halt, start_at: starts } }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lookup = useLookup();
  if (state === "paused" && halt !== null) {
    return (
      <Alert color="red" icon={<IconAlertTriangle />}>
        {lookup(`campaigns.halt.${halt}`) ?? halt}
      </Alert>
    );
  }
  if (state === "scheduled" && starts !== null) {
    return (
      <Alert color="teal" icon={<IconCalendarTime />}>
        {t("campaigns.report.startsAt", { when: format.dateTime(starts) })}
      </Alert>
    );
  }
  return null;
}
