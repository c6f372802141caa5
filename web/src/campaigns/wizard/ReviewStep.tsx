// Before it leaves: who gets nothing and why, how long it takes, what it costs, what to think of.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { preFlightQuery } from "../../api/campaigns";
import type { PreFlight } from "../../api/types";
import { ErrorState, LoadingRows } from "../../app/states";
import type { Fault } from "../model/steps";
import { CostForecast } from "./CostForecast";
import { useFaultWords } from "./Faults";
import { Launch } from "./Launch";
import { ReasonTable } from "./ReasonTable";
import { RoomTable } from "./RoomTable";
import type { Drafting } from "./useCampaignDraft";
import { Warnings } from "./Warnings";
import styles from "./wizard.module.css";

export function ReviewStep({ draft, faults }: { draft: Drafting; faults: Fault[] }) {
  if (faults.length > 0) return <Open draft={draft} faults={faults} />;
  return <Checked draft={draft} />;
}

/** What is missing leads to where it is filled in. */
function Open({ draft, faults }: { draft: Drafting; faults: Fault[] }) {
  const { t } = useTranslation();
  const words = useFaultWords();
  return (
    <section className={styles.group} aria-label={t("campaigns.review.open")}>
      <h2>{t("campaigns.review.open")}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={words(fault)}>
            <Link to="/campaigns/$campaignId/$step" params={{ campaignId: draft.campaign.id, step: fault.step }}>
              {words(fault)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Checked({ draft }: { draft: Drafting }) {
  const { t } = useTranslation();
  const found = useQuery({ ...preFlightQuery(draft.campaign.id), enabled: draft.isSaved });
  if (found.isPending) {
    return (
      <>
        <p role="status" className="soft">
          {t("campaigns.review.checking")}
        </p>
        <LoadingRows rows={4} height={72} />
      </>
    );
  }
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  return <Found draft={draft} found={found.data} />;
}

function Found({ draft, found }: { draft: Drafting; found: PreFlight }) {
  return (
    <>
      <Warnings found={found} />
      <ReasonTable id={draft.campaign.id} found={found} />
      <RoomTable found={found} />
      <CostForecast found={found} />
      <Launch draft={draft} found={found} />
    </>
  );
}
