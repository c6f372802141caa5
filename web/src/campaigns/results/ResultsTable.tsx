import { Table } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ResultRow } from "../../api/types";
import { useFormat } from "../../app/format";
import { inMajor } from "../../segments/model/money";
import { useNumberName } from "../useNumberName";
import type { ResultsSearch } from "./search";
import styles from "./results.module.css";

const RATES = ["delivery_rate", "read_rate", "reply_rate", "click_rate", "conversion_rate"] as const;

interface TableProps {
  rows: ResultRow[];
  by: NonNullable<ResultsSearch["by"]>;
  order: ResultsSearch["order"];
}

export function ResultsTable({ rows, by, order }: TableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const unknown = (count: number) =>
    count === 0 ? undefined : t("campaigns.report.unknownPrices", { count, messages: format.number(count) });
  const money = (sums: { currency: string; value: number }[]) =>
    sums.map(({ currency, value }) => format.money(inMajor(value, currency), currency)).join(" + ");
  return (
    <Table.ScrollContainer minWidth={980} type="native" tabIndex={0} role="region" aria-label={t("campaigns.results")}>
      <Table className={`tabular ${styles.table ?? ""}`} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Head name="name" order={order} title={t(`campaigns.outcome.by.${by}`)} />
            <Head name="planned" order={order} title={t("campaigns.measure.planned")} />
            {RATES.map((rate) => (
              <Head key={rate} name={rate} order={order} title={t(`campaigns.outcome.rate.${rate}`)} />
            ))}
            <Table.Th className={styles.figure}>{t("campaigns.outcome.revenue")}</Table.Th>
            <Table.Th className={styles.figure}>{t("campaigns.outcome.cost")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td>
                <Name row={row} by={by} />
              </Table.Td>
              <Table.Td className={styles.figure}>{format.number(row.counts.planned ?? 0)}</Table.Td>
              {RATES.map((rate) => (
                <RateCell key={rate} rate={row.rates[rate]} />
              ))}
              <Table.Td className={styles.figure}>{money(row.revenue) || "–"}</Table.Td>
              <Table.Td className={styles.figure} title={unknown(row.unknown_prices)}>
                {money(row.cost) || "–"}
                {row.unknown_prices > 0 && " + ?"}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface HeadProps {
  name: NonNullable<ResultsSearch["order"]>;
  order: ResultsSearch["order"];
  title: string;
}

/** Of figures the highest first, of names the first. */
function Head({ name, order, title }: HeadProps) {
  const navigate = useNavigate();
  const active = order === name;
  return (
    <Table.Th
      className={name === "name" ? undefined : styles.figure}
      aria-sort={active ? (name === "name" ? "ascending" : "descending") : "none"}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => {
          const search = (old: ResultsSearch) => ({ ...old, order: active ? undefined : name });
          void navigate({ to: ".", search, replace: true });
        }}
      >
        {title}
        {active && <IconArrowDown size={14} aria-hidden />}
      </button>
    </Table.Th>
  );
}

function Name({ row, by }: { row: ResultRow; by: TableProps["by"] }) {
  const { t } = useTranslation();
  const numberName = useNumberName();
  if (by === "campaign") {
    return (
      <Link to="/campaigns/$campaignId" params={{ campaignId: row.key }}>
        {row.name}
      </Link>
    );
  }
  return (
    <>
      {by === "number" ? numberName(row.key) : row.name}{" "}
      <span className="soft small">{t("campaigns.outcome.campaigns", { count: row.campaigns })}</span>
    </>
  );
}

/** The share as a figure, and as a bar behind it so that one sees the shape. */
function RateCell({ rate }: { rate: ResultRow["rates"][string] | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const value = rate?.value ?? null;
  if (!rate || value === null) {
    return (
      <Table.Td className={styles.figure} title={t("campaigns.outcome.tooFew")}>
        –
      </Table.Td>
    );
  }
  const counts = {
    rate: format.rate(value),
    numerator: format.number(rate.numerator),
    denominator: format.number(rate.denominator),
  };
  return (
    <Table.Td className={styles.figure} title={t("campaigns.report.rateOf", counts)}>
      {format.rate(value)}
      <span
        className={styles.bar}
        data-alarm={rate.alarm || undefined}
        style={{ width: `${Math.min(value, 1) * 100}%` }}
      />
    </Table.Td>
  );
}
