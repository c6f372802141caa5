// Writing again to those of whom one hopes for more.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CAMPAIGNS, retargetCampaign } from "../../api/campaigns";
import { SEGMENTS } from "../../api/segments";
import type { Campaign } from "../../api/types";
import { notifyDone, useAction } from "../../app/notify";
import { useMay } from "../../app/session";
import styles from "./report.module.css";

export const OUTCOMES = ["not_delivered", "delivered_not_read", "read_not_replied", "clicked_not_converted"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function Retarget({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const may = useMay()("manage_campaigns");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const retarget = useAction<Campaign, Outcome>({
    mutationFn: (outcome) => retargetCampaign(campaign.id, outcome),
    onSuccess: async ({ id }) => {
      notifyDone(t("campaigns.retarget.done"));
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
      await queries.invalidateQueries({ queryKey: SEGMENTS });
      await navigate({ to: "/campaigns/$campaignId/$step", params: { campaignId: id, step: "name" } });
    },
  });
  if (!may || campaign.summary.accepted === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="retarget">
      <h2 id="retarget">{t("campaigns.retarget.title")}</h2>
      <p className="soft small">{t("campaigns.retarget.hint")}</p>
      <div className={styles.filters}>
        {OUTCOMES.filter((outcome) => outcome !== "clicked_not_converted" || campaign.summary.clicked > 0).map(
          (outcome) => (
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
          ),
        )}
      </div>
    </section>
  );
}
