// Every campaign: what is being written, what goes out right now, what became of those before.
import { Button } from "@mantine/core";
import { IconPlus, IconSpeakerphone } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { campaignListQuery, createCampaign } from "../api/campaigns";
import type { Campaign } from "../api/types";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { Guarded } from "../app/Guarded";
import { useAction } from "../app/notify";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { useShortcuts } from "../app/shortcuts";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { useRowKeys } from "../app/useRowKeys";
import { Calendar } from "./Calendar";
import { CampaignFilters } from "./CampaignFilters";
import { CampaignRow } from "./CampaignRow";
import { blankPlan } from "./model/plan";
import { type CampaignSearch, filterOf } from "./search";
import { Sections } from "./Sections";
import styles from "./campaigns.module.css";

export function CampaignsPage() {
  const { t } = useTranslation();
  const may = useMay()("manage_campaigns");
  return (
    <Guarded permission="read_campaigns">
      <Page title={t("nav.campaigns")} actions={may && <NewCampaign />}>
        <Sections />
        <Campaigns />
      </Page>
    </Guarded>
  );
}

/** It exists from the first moment, so that nothing that is typed gets lost. */
function NewCampaign() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormat();
  const now = useNow();
  const create = useAction<Campaign>({
    mutationFn: () => createCampaign(t("campaigns.newName", { date: format.date(now) }), blankPlan),
    onSuccess: ({ id }) => navigate({ to: "/campaigns/$campaignId/$step", params: { campaignId: id, step: "name" } }),
  });
  const begin = () => {
    create.mutate();
  };
  useShortcuts({ c: begin });
  return (
    <Button leftSection={<IconPlus size={16} />} loading={create.isPending} onClick={begin}>
      {t("campaigns.new")}
    </Button>
  );
}

function Campaigns() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/shell/campaigns" });
  const campaigns = useInfiniteQuery(campaignListQuery(filterOf(search)));
  const items = campaigns.data?.pages.flatMap((page) => page.items) ?? [];
  const list = useRowKeys<HTMLUListElement>();
  return (
    <section aria-label={t("nav.campaigns")}>
      <CampaignFilters search={search} />
      {campaigns.isPending && <LoadingRows rows={4} height={96} />}
      {campaigns.isError && <ErrorState error={campaigns.error} retry={() => void campaigns.refetch()} />}
      {campaigns.isSuccess && items.length === 0 && <Nothing search={search} />}
      {search.view === "calendar" && items.length > 0 ? (
        <Calendar campaigns={items} />
      ) : (
        <ul ref={list} className={styles.list}>
          {items.map((campaign) => (
            <li key={campaign.id}>
              <CampaignRow campaign={campaign} />
            </li>
          ))}
        </ul>
      )}
      {campaigns.hasNextPage && (
        <Button
          variant="subtle"
          loading={campaigns.isFetchingNextPage}
          onClick={() => {
            void campaigns.fetchNextPage();
          }}
        >
          {t("action.more")}
        </Button>
      )}
    </section>
  );
}

function Nothing({ search: { q, stage } }: { search: CampaignSearch }) {
  const { t } = useTranslation();
  const may = useMay()("manage_campaigns");
  if (q !== undefined || stage !== undefined) {
    return <EmptyState icon={<IconSpeakerphone />} title={t("campaigns.nothingFound")} />;
  }
  return (
    <EmptyState icon={<IconSpeakerphone />} title={t("campaigns.emptyTitle")} action={may && <NewCampaign />}>
      {t("campaigns.emptyDetail")}
    </EmptyState>
  );
}
