import { Button } from "@mantine/core";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { createFlow, FLOWS, flowsQuery } from "../api/flows";
import { Guarded } from "../app/Guarded";
import { useAction } from "../app/notify";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { currentLanguage } from "../i18n";
import { FlowRow } from "./FlowRow";
import styles from "./flows.module.css";
import { starterFlow } from "./starter";

export function FlowsPage() {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  return (
    <Guarded permission="read_flows">
      <Page title={t("nav.flows")} actions={may && <NewFlow />}>
        <Flows />
      </Page>
    </Guarded>
  );
}

function NewFlow() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useAction({
    mutationFn: () => createFlow(starterFlow(currentLanguage(), t("flows.newName"))),
    onSuccess: async (flow) => {
      await queries.invalidateQueries({ queryKey: FLOWS });
      await navigate({ to: "/flows/$flowId", params: { flowId: flow.id } });
    },
  });
  return (
    <Button
      leftSection={<IconPlus size={16} />}
      loading={create.isPending}
      onClick={() => {
        create.mutate();
      }}
    >
      {t("flows.new")}
    </Button>
  );
}

function Flows() {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  const flows = useQuery(flowsQuery);
  if (flows.isPending) return <LoadingRows rows={3} />;
  if (flows.isError) return <ErrorState error={flows.error} retry={() => void flows.refetch()} />;
  if (flows.data.items.length === 0) {
    return (
      <EmptyState icon={<IconRoute />} title={t("flows.emptyTitle")} action={may && <NewFlow />}>
        {t("flows.emptyDetail")}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {flows.data.items.map((flow) => (
        <li key={flow.id}>
          <FlowRow flow={flow} />
        </li>
      ))}
    </ul>
  );
}
