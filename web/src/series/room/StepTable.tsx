// Step by step: how many wait for it, and what its message brought.
import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { reportQuery } from "../../api/campaigns";
import type { CampaignReport, Series } from "../../api/types";
import { useFormat } from "../../app/format";
import { FUNNEL, type Measure, stagesOf } from "../../campaigns/model/funnel";
import { useShowRecipients } from "../../campaigns/report/Recipients";
import report from "../../campaigns/report/report.module.css";
import { useRate } from "../../campaigns/report/useRate";
import type { SeriesDocument, SeriesStep } from "../model/document";
import { useStepWords } from "../useStepWords";
import { useShowPeople } from "./useShowPeople";

type StepReport = CampaignReport["variants"][number];

/** Who was planned and not accepted stands in the report below. */
const COLUMNS = FUNNEL.filter((measure) => measure !== "planned");
const AGAIN_MS = 5_000;

export function StepTable({ series }: { series: Series }) {
  const { t } = useTranslation();
  const document = series.document as unknown as SeriesDocument;
  const words = useStepWords(document);
  const found = useQuery({ ...reportQuery(series.id), refetchInterval: AGAIN_MS });
  const columns = COLUMNS.filter((measure) => measure !== "converted" || document.goal !== null);
  return (
    <section className={report.card} aria-labelledby="steps">
      <h2 id="steps">{t("series.messages")}</h2>
      <Table.ScrollContainer minWidth={720} type="native" tabIndex={0} role="region" aria-labelledby="steps">
        <Table className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("series.step")}</Table.Th>
              <Table.Th className={report.figure}>{t("series.waiting")}</Table.Th>
              {columns.map((measure) => (
                <Table.Th key={measure} className={report.figure}>
                  {t(`campaigns.measure.${measure}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {document.steps.map((step, place) => (
              <Row
                key={place}
                step={step}
                place={place}
                words={words(step)}
                waiting={series.people.waiting[place] ?? 0}
                brought={found.data?.variants[place]}
                columns={columns}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

interface RowProps {
  step: SeriesStep;
  place: number;
  words: string;
  waiting: number;
  brought: StepReport | undefined;
  columns: Measure[];
}

function Row({ step, place, words, waiting, brought, columns }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const showPeople = useShowPeople();
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{t("series.stepNamed", { place: place + 1, when: words })}</strong>
        <div className="soft small">{step.message.template}</div>
      </Table.Td>
      <Table.Td className={report.figure}>
        <button
          type="button"
          className={report.part}
          aria-label={t("series.seeWaiting", { place: place + 1, count: waiting })}
          onClick={() => {
            showPeople({ step: place, way: "under_way" });
          }}
        >
          {format.number(waiting)}
        </button>
      </Table.Td>
      {columns.map((measure) => (
        <Table.Td key={measure} className={report.figure}>
          <Brought measure={measure} place={place} brought={brought} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

interface BroughtProps {
  measure: Measure;
  place: number;
  brought: StepReport | undefined;
}

/** A figure that opens to its people. */
function Brought({ measure, place, brought }: BroughtProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rate = useRate();
  const showRecipients = useShowRecipients();
  const stage = brought && stagesOf(brought).find((stage) => stage.measure === measure);
  if (!stage || measure === "planned") return "–";
  return (
    <>
      <button
        type="button"
        className={report.part}
        aria-label={t("series.seeWho", {
          place: place + 1,
          count: stage.count,
          measure: t(`campaigns.measure.${measure}`),
        })}
        onClick={() => {
          showRecipients({ who: measure, variant: place });
        }}
      >
        {format.number(stage.count)}
      </button>
      {stage.rate && typeof stage.rate.value === "number" && <div className="soft small">{rate(stage.rate)}</div>}
    </>
  );
}
