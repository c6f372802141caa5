import { Alert, Button } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Campaign } from "../../api/types";

/** They wait for a person: nothing is sent twice by itself. */
export function Undecided({ campaign, onSee }: { campaign: Campaign; onSee: () => void }) {
  const { t } = useTranslation();
  const { undecided } = campaign.summary;
  if (undecided === 0) return null;
  return (
    <Alert color="yellow" icon={<IconHelpCircle />} title={t("campaigns.report.undecidedTitle", { count: undecided })}>
      <p>{t("campaigns.report.undecidedDetail")}</p>
      <Button size="xs" variant="default" onClick={onSee}>
        {t("campaigns.report.see")}
      </Button>
    </Alert>
  );
}
