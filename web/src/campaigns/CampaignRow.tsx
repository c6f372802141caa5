import { IconPhone, IconTemplate, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../api/segments";
import type { Campaign } from "../api/types";
import { RelativeTime } from "../app/RelativeTime";
import { useFormat } from "../app/format";
import { useMay } from "../app/session";
import { CampaignActions } from "./CampaignActions";
import type { Plan } from "./model/plan";
import { ProgressLine } from "./ProgressLine";
import { StateChip } from "./StateChip";
import { useNumberName } from "./useNumberName";
import styles from "./campaigns.module.css";

const COUNTS = ["sent", "delivered", "read", "replied", "clicked"] as const;

export function CampaignRow({ campaign }: { campaign: Campaign }) {
  return (
    <article className={styles.row}>
      <div className={styles.rowHead}>
        <h2 className="ellipsis">
          <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={styles.rowLink}>
            {campaign.name}
          </Link>
        </h2>
        <StateChip campaign={campaign} />
        <span className={styles.actions}>
          <CampaignActions campaign={campaign} />
        </span>
      </div>
      <Facts campaign={campaign} />
      {campaign.launched_at !== null && (
        <>
          <ProgressLine campaign={campaign} />
          <Counts campaign={campaign} />
        </>
      )}
    </article>
  );
}

/** Where from, what, to whom, when. */
function Facts({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const plan = campaign.plan as unknown as Plan;
  const numberName = useNumberName();
  const segmentName = useSegmentName();
  const templates = [...new Set(plan.variants.map(({ template }) => template).filter(Boolean))];
  const { include } = plan.audience;
  const [number] = plan.numbers;
  const [segment] = include;
  return (
    <div className={styles.facts}>
      {number !== undefined && (
        <span>
          <IconPhone size={14} aria-hidden />
          {plan.numbers.length === 1 ? numberName(number) : t("campaigns.numbers", { count: plan.numbers.length })}
        </span>
      )}
      <span>
        <IconTemplate size={14} aria-hidden />
        {templates.length === 0
          ? t("campaigns.noTemplate")
          : templates.length === 1
            ? templates[0]
            : t("campaigns.templates", { count: templates.length })}
      </span>
      <span>
        <IconUsersGroup size={14} aria-hidden />
        {segment === undefined
          ? t("campaigns.noSegment")
          : include.length === 1
            ? segmentName(segment)
            : t("campaigns.segments", { count: include.length })}
      </span>
      <When campaign={campaign} />
    </div>
  );
}

function When({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, start_at: starts, launched_at: launched, updated_at: changed } = campaign;
  if (state === "scheduled" && starts !== null) {
    return <span>{t("campaigns.startsAt", { when: format.dateTime(starts) })}</span>;
  }
  return (
    <span>
      {launched === null && t("campaigns.changed")} <RelativeTime at={launched ?? changed} />
    </span>
  );
}

function useSegmentName(): (id: string) => string {
  const may = useMay()("read_segments");
  const segments = useQuery({ ...segmentsQuery, enabled: may }).data?.items ?? [];
  return (id) => segments.find((segment) => segment.id === id)?.name ?? "…";
}

function Counts({ campaign: { summary } }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failed = summary.failed + summary.rejected;
  return (
    <dl className={styles.counts}>
      {COUNTS.map((measure) => (
        <div key={measure}>
          <dt>{t(`campaigns.measure.${measure}`)}</dt>
          <dd>{format.number(summary[measure])}</dd>
        </div>
      ))}
      <div data-tone={failed > 0 ? "bad" : undefined}>
        <dt>{t("campaigns.measure.failed")}</dt>
        <dd>{format.number(failed)}</dd>
      </div>
    </dl>
  );
}
