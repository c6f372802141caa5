import { CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Exchange, exchangeQuery } from "../api/simulation";
import { useFormat } from "../app/format";
import { ErrorState, LoadingRows } from "../app/states";
import { JsonView } from "../journal/JsonView";
import styles from "./simulation.module.css";

/** What was asked and what was answered, as it went over the wire. */
export function ExchangeView({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const exchange = useQuery(exchangeQuery(id));
  return (
    <section className={styles.exchange} aria-label={t("simulation.log.exchange")}>
      <div className={styles.exchangeHead}>
        <h2>{t("simulation.log.exchange")}</h2>
        <CloseButton aria-label={t("action.close")} onClick={onClose} />
      </div>
      {exchange.isPending && <LoadingRows rows={3} />}
      {exchange.isError && <ErrorState error={exchange.error} retry={() => void exchange.refetch()} />}
      {exchange.isSuccess && <Bodies exchange={exchange.data} />}
    </section>
  );
}

function Bodies({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p className={styles.exchangeFacts}>
        <code>
          {exchange.method} {exchange.target}
        </code>
        <span>{format.exact(exchange.at)}</span>
        {exchange.note && <strong>{exchange.note}</strong>}
      </p>
      <h3>{t("simulation.log.request")}</h3>
      <Body text={exchange.request} label={t("simulation.log.request")} />
      <h3>
        {t("simulation.log.answer")} {exchange.status ?? t("simulation.log.noAnswer")}
      </h3>
      <Body text={exchange.answer} label={t("simulation.log.answer")} />
    </>
  );
}

function Body({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  if (text === "") return <span className="soft">{t("simulation.log.noBody")}</span>;
  return <JsonView text={text} label={label} />;
}
