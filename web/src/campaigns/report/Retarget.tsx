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
import { LONGEST_NAME } from "../model/plan";
import { offered, type Outcome } from "../model/retarget";
import styles from "./report.module.css";

export function Retarget({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const may = useMay()("manage_campaigns");
  const maySegments = useMay()("manage_segments");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const retarget = useAction<Campaign, Outcome>({
    mutationFn: (outcome) => {
      const name = t("campaigns.retarget.name", {
        name: campaign.name,
        outcome: t(`campaigns.retarget.${outcome}`),
      });
      return retargetCampaign(campaign.id, outcome, name.slice(0, LONGEST_NAME));
    },
    onSuccess: async ({ id }) => {
      notifyDone(t("campaigns.retarget.done"));
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
      await queries.invalidateQueries({ queryKey: SEGMENTS });
      await navigate({ to: "/campaigns/$campaignId/$step", params: { campaignId: id, step: "name" } });
    },
  });
  const planned = campaign.summary.accepted + campaign.summary.rejected;
  if (!may || !maySegments || campaign.launched_at === null || planned === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="retarget">
      <h2 id="retarget">{t("campaigns.retarget.title")}</h2>
      <p className="soft small">{t("campaigns.retarget.hint")}</p>
      <div className={styles.filters}>
        {offered(campaign).map((outcome) => (
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
