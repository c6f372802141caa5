// What messages cost: the cards with their days, and which of them counts today.
import { Accordion, Alert, Button } from "@mantine/core";
import { IconInfoCircle, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Rates, ratesQuery } from "../api/rates";
import { Chip, type Tone } from "../app/Chip";
import { useFormat } from "../app/format";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { Sections } from "../campaigns/Sections";
import report from "../campaigns/report/report.module.css";
import { AddRates } from "./AddRates";
import { type Card, type Standing, standingOf } from "./card";
import { ForgetRates } from "./ForgetRates";
import { MarketTable } from "./MarketTable";
import styles from "./rates.module.css";

export function RatesPage() {
  const { t } = useTranslation();
  const may = useMay()("manage_numbers");
  const [adding, setAdding] = useState(false);
  return (
    <Guarded permission="read_campaigns">
      <Page
        title={t("rates.title")}
        actions={
          may && (
            <Button
              leftSection={<IconUpload size={16} />}
              onClick={() => {
                setAdding(true);
              }}
            >
              {t("rates.add")}
            </Button>
          )
        }
      >
        <Sections />
        <Cards />
        <AddRates
          opened={adding}
          onClose={() => {
            setAdding(false);
          }}
        />
      </Page>
    </Guarded>
  );
}

function Cards() {
  const { t } = useTranslation();
  const may = useMay()("manage_numbers");
  const rates = useQuery(ratesQuery);
  if (rates.isPending) return <LoadingRows rows={3} />;
  if (rates.isError) return <ErrorState error={rates.error} retry={() => void rates.refetch()} />;
  const { own, inForce } = rates.data;
  return (
    <div className={report.room}>
      {!own && (
        <Alert color="blue" icon={<IconInfoCircle />}>
          {t("rates.shipped")}
        </Alert>
      )}
      {inForce === null && (
        <Alert color="yellow" icon={<IconInfoCircle />}>
          {t("rates.none")}
        </Alert>
      )}
      <CardList rates={rates.data} />
      {own && may && <ForgetRates />}
    </div>
  );
}

/** The latest first; what counts today is open. */
function CardList({ rates: { cards, inForce } }: { rates: Rates }) {
  return (
    <Accordion key={inForce} variant="contained" order={2} defaultValue={inForce}>
      {cards.toReversed().map((card) => (
        <Accordion.Item key={card.effective_from} value={card.effective_from}>
          <Accordion.Control>
            <Head card={card} standing={standingOf(card, inForce)} />
          </Accordion.Control>
          <Accordion.Panel>
            <Body card={card} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

const TONES: Record<Standing, Tone> = { today: "ok", later: "accent", earlier: "plain" };

function Head({ card, standing }: { card: Card; standing: Standing }) {
  const { t } = useTranslation();
  const format = useFormat();
  // Noon, so that no time zone makes another day of it.
  const day = format.date(Date.parse(`${card.effective_from}T12:00:00`));
  return (
    <span className={styles.head}>
      <strong>{t("rates.from", { date: day })}</strong>
      <Chip>{card.currency}</Chip>
      <Chip tone={TONES[standing]}>{t(`rates.${standing}`)}</Chip>
    </span>
  );
}

function Body({ card }: { card: Card }) {
  const { t } = useTranslation();
  return (
    <div className={styles.body}>
      <p className="soft small">
        {t("rates.source", { source: card.source })} · {t(`rates.utility.${card.utility_in_window}`)}
      </p>
      <MarketTable card={card} />
    </div>
  );
}
