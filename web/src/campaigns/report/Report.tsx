// The figures of one campaign, all of one reading, so that they agree with each other.
import { useQuery } from "@tanstack/react-query";
import { reportQuery } from "../../api/campaigns";
import type { Campaign, CampaignReport } from "../../api/types";
import { ErrorState, LoadingRows } from "../../app/states";
import { BigNumbers } from "./BigNumbers";
import { Conversions } from "./Conversions";
import { CostCard } from "./CostCard";
import { Failures } from "./Failures";
import { Funnel } from "./Funnel";
import { Identity } from "./Identity";
import { LeftOut } from "./LeftOut";
import { EVERYBODY } from "./recipient-search";
import { useShowRecipients } from "./Recipients";
import { RoomWait } from "./RoomWait";
import { Throughput } from "./Throughput";
import { Variants } from "./Variants";
import styles from "./report.module.css";

const AGAIN_MS = 3_000;
/** Read and replied go on after the last message left. */
const LATER_MS = 15_000;

export function Report({ campaign }: { campaign: Campaign }) {
  const isAtWork = campaign.state === "running" && campaign.summary.waiting > 0;
  const report = useQuery({ ...reportQuery(campaign.id), refetchInterval: isAtWork ? AGAIN_MS : LATER_MS });
  if (report.isPending) return <LoadingRows rows={4} height={96} />;
  if (report.isError) return <ErrorState error={report.error} retry={() => void report.refetch()} />;
  return <Figures campaign={campaign} report={report.data} />;
}

function Figures({ campaign, report }: { campaign: Campaign; report: CampaignReport }) {
  const show = useShowRecipients();
  return (
    <>
      <RoomWait report={report} />
      <BigNumbers report={report} />
      <Identity
        line={report.identity}
        onOpen={(who) => {
          show({ who });
        }}
      />
      <div className={styles.columns}>
        <Funnel
          report={report}
          onOpen={(measure) => {
            show({ who: EVERYBODY.find((known) => known === measure) });
          }}
        />
        <Throughput moments={report.throughput.map(({ at, accepted }) => ({ at, count: accepted }))} />
        <Failures campaign={campaign} failures={report.failures} />
        <LeftOut reasons={report.skipped} />
        <Conversions report={report} />
        <CostCard cost={report.cost} />
      </div>
      {campaign.kind === "campaign" && <Variants report={report} />}
    </>
  );
}
