// What the series does, as it was written: what begins it, when it ends, in which hours it may send.
import { useTranslation } from "react-i18next";
import type { Series } from "../../api/types";
import report from "../../campaigns/report/report.module.css";
import { useNumberName } from "../../campaigns/useNumberName";
import { Words } from "../../segments/Words";
import { testWords } from "../../segments/model/words";
import { useSpeaking } from "../../segments/useSpeaking";
import type { ByEvent, SeriesDocument } from "../model/document";
import { triggerWords } from "../model/words";
import { useTitleOf } from "../useTitleOf";

export function Document({ series }: { series: Series }) {
  const { t } = useTranslation();
  const numberName = useNumberName();
  const titleOf = useTitleOf();
  const document = series.document as unknown as SeriesDocument;
  const { trigger, stop_when: stop, window, frequency_cap: cap } = document;
  return (
    <section className={report.card} aria-labelledby="what">
      <h2 id="what">{t("series.what")}</h2>
      <dl className={report.facts}>
        <dt>{t("series.trigger.title")}</dt>
        <dd>
          {triggerWords(trigger, titleOf, t)}
          {trigger.kind === "event" && <Properties trigger={trigger} />}
        </dd>
        <dt>{t("series.stopWhen")}</dt>
        <dd>{stop ? <Words condition={stop} /> : t("series.neverStops")}</dd>
        <dt>{t("campaigns.name.numbers")}</dt>
        <dd>{document.numbers.map(numberName).join(", ")}</dd>
        {window && (
          <>
            <dt>{t("campaigns.schedule.window")}</dt>
            <dd>{`${window.from} – ${window.until}`}</dd>
          </>
        )}
        {cap && (
          <>
            <dt>{t("campaigns.audience.cap")}</dt>
            <dd>{t("series.cap", { count: cap.messages, days: cap.days })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Which of these events count, and whether one may be in it again. */
function Properties({ trigger }: { trigger: ByEvent }) {
  const { t } = useTranslation();
  const speaking = useSpeaking();
  const where = (trigger.where ?? []).map(({ property, ...test }) => `${property} ${testWords(test, speaking)}`);
  return (
    <span className="soft">
      {where.length > 0 && ` (${where.join(", ")})`}
      {trigger.again_after_days !== undefined && ` · ${t("series.again", { count: trigger.again_after_days })}`}
    </span>
  );
}
