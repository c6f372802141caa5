// Writing again to those of whom one hopes for more.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CAMPAIGNS, createCampaign } from "../../api/campaigns";
import { createSegment, SEGMENTS } from "../../api/segments";
import type { Campaign } from "../../api/types";
import { notifyDone, useAction } from "../../app/notify";
import { useMay } from "../../app/session";
import { dayField } from "../model/moments";
import { anew, LONGEST_NAME, type Plan } from "../model/plan";
import { type Outcome, OUTCOMES, peopleOf } from "../model/retarget";
import styles from "./report.module.css";

/** As the API takes it. */
const LONGEST_SEGMENT_NAME = 100;

export function Retarget({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const may = useMay()("manage_campaigns");
  const maySegments = useMay()("manage_segments");
  const plan = campaign.plan as unknown as Plan;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const retarget = useAction<Campaign, Outcome>({
    mutationFn: async (outcome) => {
      const words = t(`campaigns.retarget.${outcome}`);
      const name = t("campaigns.retarget.name", { name: campaign.name, outcome: words });
      const since = dayField(campaign.launched_at ?? campaign.created_at);
      const people = peopleOf(outcome, { id: campaign.id, goal: plan.goal?.event, since });
      const segment = await createSegment(name.slice(0, LONGEST_SEGMENT_NAME), people);
      const audience = { ...plan.audience, include: [segment.id], exclude: [] };
      return createCampaign(name.slice(0, LONGEST_NAME), anew({ ...plan, audience }));
    },
    onSuccess: async ({ id }) => {
      notifyDone(t("campaigns.retarget.done"));
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
      await queries.invalidateQueries({ queryKey: SEGMENTS });
      await navigate({ to: "/campaigns/$campaignId/$step", params: { campaignId: id, step: "name" } });
    },
  });
  const isOffered = (outcome: Outcome) => outcome !== "clicked_not_converted" || plan.goal !== null;
  if (!may || !maySegments || campaign.summary.accepted === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="retarget">
      <h2 id="retarget">{t("campaigns.retarget.title")}</h2>
      <p className="soft small">{t("campaigns.retarget.hint")}</p>
      <div className={styles.filters}>
        {OUTCOMES.filter(isOffered).map((outcome) => (
          <Button
            key={outcome}
            size="xs"
            variant="default"
            loading={retarget.isPending && retarget.variables === outcome}
            onClick={() => {
              retarget.mutate(outcome);
            }}
          >
            {t(`campaigns.retarget.${outcome}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
