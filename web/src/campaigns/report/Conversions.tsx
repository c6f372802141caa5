// What it brought: who reached the goal, the money, and what would have happened anyway.
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../api/types";
import { useFormat } from "../../app/format";
import { inMajor } from "../../segments/model/money";
import { useMoney } from "../money";
import styles from "./report.module.css";

export function Conversions({ report }: { report: CampaignReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = useMoney();
  const { conversions, revenue, hold_out: heldOut } = report;
  if (!conversions) return null;
  return (
    <section className={styles.card} aria-labelledby="conversions">
      <h2 id="conversions">{t("campaigns.report.conversions")}</h2>
      <dl className={styles.facts}>
        <dt>{t("campaigns.report.converted", { event: conversions.event })}</dt>
        <dd>{format.number(conversions.people)}</dd>
        <dt>{t("campaigns.report.orders")}</dt>
        <dd>{format.number(conversions.orders)}</dd>
        {revenue.map(({ currency, value, per_delivered_micros: each }) => (
          <div key={currency} className={styles.pair}>
            <dt>{t("campaigns.report.revenue", { currency })}</dt>
            <dd>
              {format.money(inMajor(value, currency), currency)}
              {each !== null && (
                <span className="soft small">
                  {" "}
                  {t("campaigns.report.perDelivered", { amount: money(each, currency) })}
                </span>
              )}
            </dd>
          </div>
        ))}
        <dt>{t("campaigns.report.influenced")}</dt>
        <dd>{format.number(conversions.influenced)}</dd>
      </dl>
      <p className="soft small">
        {t("campaigns.report.credit", {
          click: conversions.click_days,
          reply: conversions.reply_days,
          read: conversions.read_hours,
          influence: conversions.influence_days,
        })}
      </p>
      {heldOut && <Lift heldOut={heldOut} />}
    </section>
  );
}

/** Plainly, when nobody can know. */
function Lift({ heldOut }: { heldOut: NonNullable<CampaignReport["hold_out"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lift, low, high, significant } = heldOut;
  const sides = {
    treated: format.number(heldOut.treated_converted),
    treatedOf: format.number(heldOut.treated),
    heldOut: format.number(heldOut.held_out_converted),
    heldOutOf: format.number(heldOut.held_out),
  };
  return (
    <>
      <h3>{t("campaigns.report.lift")}</h3>
      <p>
        {lift === null || low === null || high === null ? (
          t("campaigns.report.liftTooFew")
        ) : (
          <>
            <strong>{t("campaigns.report.points", { points: points(lift) })}</strong>{" "}
            {t("campaigns.report.interval", { low: points(low), high: points(high) })}{" "}
            {t(significant ? "campaigns.report.significant" : "campaigns.report.notSignificant")}
          </>
        )}
      </p>
      <p className="soft small">{t("campaigns.report.sides", sides)}</p>
    </>
  );
}

/** A difference of two shares is told in points, not in percent. */
function points(difference: number): string {
  const rounded = Math.round(difference * 1000) / 10;
  return rounded > 0 ? `+${String(rounded)}` : String(rounded);
}
