// The last step: one button, and for many people a number that has to be typed.
import { Button, Modal, TextInput } from "@mantine/core";
import { IconRocket } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CAMPAIGNS, campaignQuery, launchCampaign } from "../../api/campaigns";
import type { Campaign, PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { notifyDone, useAction } from "../../app/notify";
import { useMay } from "../../app/session";
import type { Drafting } from "./useCampaignDraft";
import styles from "./wizard.module.css";

export function Launch({ draft, found }: { draft: Drafting; found: PreFlight }) {
  const { t } = useTranslation();
  const may = useMay()("launch_campaigns");
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  const isNow = draft.plan.schedule.start.kind === "now";
  const label = t(isNow ? "campaigns.review.launch" : "campaigns.review.schedule");
  if (!may) return <p className="soft">{t("campaigns.review.mayNot")}</p>;
  return (
    <>
      <div className={styles.line}>
        <Button
          size="md"
          leftSection={<IconRocket size={18} />}
          disabled={found.reachable === 0}
          onClick={() => {
            setAsking(true);
          }}
        >
          {label}
        </Button>
        {found.reachable === 0 && <span className="soft">{t("campaigns.review.nobodyToSend")}</span>}
      </div>
      <Modal opened={asking} onClose={close} title={label} closeButtonProps={{ "aria-label": t("action.close") }}>
        <Confirmation draft={draft} found={found} label={label} onCancel={close} />
      </Modal>
    </>
  );
}

interface ConfirmationProps {
  draft: Drafting;
  found: PreFlight;
  label: string;
  onCancel: () => void;
}

function Confirmation({ draft, found, label, onCancel }: ConfirmationProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const { confirm } = found;
  const launch = useAction<Campaign>({
    mutationFn: async () => {
      await draft.flush();
      return launchCampaign(draft.campaign.id, confirm === null ? null : typed.trim());
    },
    onSuccess: async (launched) => {
      queries.setQueryData(campaignQuery(launched.id).queryKey, launched);
      notifyDone(t("campaigns.review.launched"));
      await navigate({ to: "/campaigns/$campaignId", params: { campaignId: launched.id } });
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        launch.mutate();
      }}
    >
      <p>{t("campaigns.review.ask", { count: found.reachable, people: format.number(found.reachable) })}</p>
      {confirm !== null && (
        <TextInput
          label={t("campaigns.review.type", { text: confirm })}
          data-autofocus
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      )}
      <div className={styles.line}>
        <Button type="submit" loading={launch.isPending} disabled={confirm !== null && typed.trim() !== confirm}>
          {label}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
}
