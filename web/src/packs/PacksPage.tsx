// The gallery: packs by industry, what is inside, and the way to install one.
import { IconPackages } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { flowsQuery } from "../api/flows";
import { packsQuery } from "../api/packs";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { PackCard } from "./PackCard";
import styles from "./packs.module.css";

export function PacksPage() {
  const { t } = useTranslation();
  return (
    <Guarded permission="read_flows">
      <Page title={t("packs.title")}>
        <p className={`soft ${styles.intro}`}>{t("packs.intro")}</p>
        <Packs />
      </Page>
    </Guarded>
  );
}

function Packs() {
  const { t } = useTranslation();
  const packs = useQuery(packsQuery);
  const flows = useQuery(flowsQuery);
  if (packs.isPending || flows.isPending) return <LoadingRows rows={3} height={180} />;
  if (packs.isError) return <ErrorState error={packs.error} retry={() => void packs.refetch()} />;
  if (flows.isError) return <ErrorState error={flows.error} retry={() => void flows.refetch()} />;
  if (packs.data.items.length === 0) return <EmptyState icon={<IconPackages />} title={t("packs.emptyTitle")} />;
  const ids = new Map(flows.data.items.map((flow) => [flow.name, flow.id]));
  return (
    <ul className={styles.gallery}>
      {packs.data.items.map((pack) => (
        <li key={pack.name}>
          <PackCard pack={pack} ids={ids} />
        </li>
      ))}
    </ul>
  );
}
