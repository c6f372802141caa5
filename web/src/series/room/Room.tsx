// A series at work: who is where in it, what each message brought, and the ledger behind it.
import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { campaignQuery } from "../../api/campaigns";
import type { Series } from "../../api/types";
import { useFormat } from "../../app/format";
import { Page } from "../../app/Page";
import { ErrorState, LoadingRows } from "../../app/states";
import { Recipients } from "../../campaigns/report/Recipients";
import { Report } from "../../campaigns/report/Report";
import report from "../../campaigns/report/report.module.css";
import { useLookup } from "../../i18n/lookup";
import { Figure } from "../../overview/Figure";
import overview from "../../overview/overview.module.css";
import { AllSeries } from "../AllSeries";
import { PEOPLE_STATES } from "../search";
import { PauseSeries, SeriesActions } from "../SeriesActions";
import { SeriesChip } from "../SeriesChip";
import { Document } from "./Document";
import { People } from "./People";
import { StepTable } from "./StepTable";

export function Room({ series }: { series: Series }) {
  return (
    <Page
      title={series.name}
      actions={
        <>
          <SeriesChip series={series} />
          <PauseSeries series={series} />
          <AllSeries />
          <SeriesActions series={series} />
        </>
      }
    >
      <div className={report.room}>
        <Halted halt={series.halt} />
        <Where series={series} />
        <StepTable series={series} />
        <Document series={series} />
        <People series={series} />
        <Ledger id={series.id} />
      </div>
    </Page>
  );
}

function Halted({ halt }: { halt: string | null }) {
  const lookup = useLookup();
  if (halt === null) return null;
  return (
    <Alert color="red" icon={<IconAlertTriangle />}>
      {lookup(`campaigns.halt.${halt}`) ?? halt}
    </Alert>
  );
}

/** Where everybody is. */
function Where({ series: { people } }: { series: Series }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-label={t("series.where")}>
      <dl className={overview.figures}>
        {PEOPLE_STATES.map((way) => (
          <Figure
            key={way}
            label={t(`series.way.${way}`)}
            meaning={t(`series.wayMeaning.${way}`)}
            value={format.number(people[way])}
          />
        ))}
      </dl>
    </section>
  );
}

/** Its messages are rows of the campaign with the same id. */
function Ledger({ id }: { id: string }) {
  const { t } = useTranslation();
  const campaign = useQuery(campaignQuery(id));
  if (campaign.isPending) return <LoadingRows rows={4} height={96} />;
  if (campaign.isError) return <ErrorState error={campaign.error} retry={() => void campaign.refetch()} />;
  return (
    <>
      <h2>{t("series.allMessages")}</h2>
      <Report campaign={campaign.data} />
      <Recipients campaign={campaign.data} />
    </>
  );
}
