// The people of a campaign and where each of them stands: only the rows in sight are in the page.
import { Button, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { recipientsQuery } from "../../api/campaigns";
import type { Campaign } from "../../api/types";
import { useMay } from "../../app/session";
import { ErrorState, LoadingRows } from "../../app/states";
import type { Plan } from "../model/plan";
import { useReasonWords } from "../reasons";
import { RecipientExport } from "./RecipientExport";
import { RecipientTable } from "./RecipientTable";
import { EVERYBODY, queryOf, recipientSearch, type RecipientSearch } from "./recipient-search";
import styles from "./report.module.css";

export const RECIPIENTS = "recipients";

/** Changes whom the table shows, and brings it into sight. */
export function useShowRecipients() {
  const navigate = useNavigate();
  return ({ who, reason, variant }: RecipientSearch) => {
    // Wherever the table stands: on the page of a campaign, or of a series.
    const search = ((before: object) => ({ ...before, who, reason, variant })) as never;
    void navigate({ to: ".", search, replace: true, resetScroll: false });
    document.getElementById(RECIPIENTS)?.scrollIntoView();
  };
}

export function Recipients({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const may = useMay()("read_contacts");
  const mayExport = useMay()("export_contacts");
  const search = recipientSearch(useSearch({ strict: false }));
  const show = useShowRecipients();
  return (
    <section id={RECIPIENTS} className={styles.card} aria-labelledby="people">
      <header className={styles.cardHead}>
        <h2 id="people">{t("campaigns.report.recipients")}</h2>
        {mayExport && <RecipientExport id={campaign.id} search={search} />}
      </header>
      {may ? (
        <>
          <Filters campaign={campaign} search={search} onChange={show} />
          <Rows campaign={campaign} search={search} />
        </>
      ) : (
        <p className="soft">{t("campaigns.report.noContacts")}</p>
      )}
    </section>
  );
}

interface FilterProps {
  campaign: Campaign;
  search: RecipientSearch;
  onChange: (search: RecipientSearch) => void;
}

function Filters({ campaign, search, onChange }: FilterProps) {
  const { t } = useTranslation();
  const words = useReasonWords();
  const { variants } = campaign.plan as unknown as Plan;
  return (
    <div className={styles.filters}>
      <Select
        aria-label={t("campaigns.report.filterState")}
        placeholder={t("campaigns.report.everybody")}
        data={EVERYBODY.map((value) => ({ value, label: t(`campaigns.measure.${value}`) }))}
        value={search.who ?? null}
        clearable
        clearButtonProps={{ "aria-label": t("campaigns.report.everybody") }}
        onChange={(who) => {
          onChange({ ...search, reason: undefined, who: EVERYBODY.find((known) => known === who) });
        }}
      />
      {variants.length > 1 && (
        <Select
          aria-label={t("campaigns.report.filterVariant")}
          placeholder={t("campaigns.report.anyVariant")}
          data={variants.map(({ name }, index) => ({
            value: String(index),
            label: t("campaigns.message.variant", { name }),
          }))}
          value={search.variant === undefined ? null : String(search.variant)}
          clearable
          clearButtonProps={{ "aria-label": t("campaigns.report.anyVariant") }}
          onChange={(variant) => {
            onChange({ ...search, variant: variant === null ? undefined : Number(variant) });
          }}
        />
      )}
      {search.reason !== undefined && (
        <Button
          variant="light"
          size="xs"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={t("campaigns.report.allReasons")}
          onClick={() => {
            onChange({ ...search, reason: undefined });
          }}
        >
          {t("campaigns.report.onlyReason", { reason: words(search.reason).what })}
        </Button>
      )}
    </div>
  );
}

function Rows({ campaign, search }: { campaign: Campaign; search: RecipientSearch }) {
  const { t } = useTranslation();
  const found = useInfiniteQuery(recipientsQuery(campaign.id, queryOf(search)));
  if (found.isPending) return <LoadingRows rows={5} height={40} />;
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="soft">{t("campaigns.report.nobody")}</p>;
  return (
    <RecipientTable
      campaign={campaign}
      items={items}
      onNearEnd={() => {
        if (found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
      }}
    />
  );
}
