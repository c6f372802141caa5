// Nobody knows whether it arrived: a person says what is to be done.
import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CAMPAIGNS, decideRecipient } from "../../api/campaigns";
import type { Campaign } from "../../api/types";
import { notifyDone, useAction } from "../../app/notify";
import { useMay } from "../../app/session";

export function Decide({ campaign, position }: { campaign: Campaign; position: number }) {
  const { t } = useTranslation();
  const may = useMay()("launch_campaigns");
  const queries = useQueryClient();
  const decide = useAction<unknown, "send_again" | "give_up">({
    mutationFn: (decision) => decideRecipient(campaign.id, position, decision),
    onSuccess: async () => {
      notifyDone(t("campaigns.report.decided"));
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
    },
  });
  if (!may) return null;
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="default"
        loading={decide.isPending}
        onClick={() => {
          decide.mutate("send_again");
        }}
      >
        {t("campaigns.report.sendAgain")}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        disabled={decide.isPending}
        onClick={() => {
          decide.mutate("give_up");
        }}
      >
        {t("campaigns.report.giveUp")}
      </Button>
    </Group>
  );
}
