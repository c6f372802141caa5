// What failed, in plain words with what to do about it; what may help is tried again with one button.
import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { retryCampaign } from "../../api/campaigns";
import type { Campaign, CampaignReport } from "../../api/types";
import { Chip } from "../../app/Chip";
import { useFormat } from "../../app/format";
import { useMay } from "../../app/session";
import { useCampaignStep } from "../CampaignActions";
import { useReasonWords } from "../reasons";
import { useShowRecipients } from "./Recipients";
import styles from "./report.module.css";

interface FailuresProps {
  campaign: Campaign;
  failures: CampaignReport["failures"];
}

export function Failures({ campaign, failures }: FailuresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReasonWords();
  const show = useShowRecipients();
  if (failures.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="failures">
      <header className={styles.cardHead}>
        <h2 id="failures">{t("campaigns.report.failures")}</h2>
        <Retry campaign={campaign} failures={failures} />
      </header>
      <ul className={styles.reasons}>
        {failures.map(({ code, reason, state, count, retryable, remedy }) => {
          const { what, remedy: known } = words(reason, remedy);
          return (
            <li key={`${state} ${code ?? reason}`}>
              <button
                type="button"
                className={styles.part}
                onClick={() => {
                  show({ who: "failed", reason: code === null ? reason : String(code) });
                }}
              >
                {format.number(count)}
              </button>
              <div>
                <strong>{what}</strong> {known}{" "}
                <Chip tone={retryable ? "accent" : "plain"}>
                  {t(retryable ? "campaigns.report.retryable" : "campaigns.report.final")}
                </Chip>{" "}
                {code !== null && <span className="soft small">{t("failure.code", { code })}</span>}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Retry({ campaign, failures }: FailuresProps) {
  const { t } = useTranslation();
  const may = useMay()("launch_campaigns");
  const count = failures.filter(({ retryable }) => retryable).reduce((sum, failure) => sum + failure.count, 0);
  const retry = useCampaignStep(retryCampaign, t("campaigns.retried", { count }));
  if (!may || count === 0 || campaign.state === "cancelled") return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRefresh size={16} />}
      loading={retry.isPending}
      onClick={() => {
        retry.mutate(campaign.id);
      }}
    >
      {t("campaigns.report.retry", { count })}
    </Button>
  );
}
