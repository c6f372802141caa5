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
import { ProgressLine } from "../ProgressLine";
import { StateChip } from "../StateChip";
import { Recipients, useShowRecipients } from "./Recipients";
import { Report } from "./Report";
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
  if (campaign.data?.kind === "series") return <Navigate to="/series/$seriesId" params={{ seriesId: id }} replace />;
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
          show({ who: "undecided" });
        }}
      />
      {campaign.state !== "scheduled" && (
        <>
          <ProgressLine campaign={campaign} />
          <Report campaign={campaign} />
          <Retarget campaign={campaign} />
          <Recipients campaign={campaign} />
        </>
      )}
    </div>
  );
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
