import { Button, Group, Menu } from "@mantine/core";
import { IconPackages, IconPlus, IconRoute } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { createFlow, FLOWS, flowsQuery } from "../api/flows";
import type { FlowDetail } from "../api/types";
import { Guarded } from "../app/Guarded";
import { useAction } from "../app/notify";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { currentLanguage } from "../i18n";
import { FlowRow } from "./FlowRow";
import styles from "./flows.module.css";
import { emptyFlow, starterFlow } from "./starter";

export function FlowsPage() {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  return (
    <Guarded permission="read_flows">
      <Page title={t("nav.flows")} actions={may && <Beginnings />}>
        <Flows />
      </Page>
    </Guarded>
  );
}

function Beginnings() {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconPackages size={16} />}
        renderRoot={(props) => <Link {...props} to="/packs" />}
      >
        {t("packs.gallery")}
      </Button>
      <NewFlow />
    </Group>
  );
}

function NewFlow() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useAction<FlowDetail, string>({
    mutationFn: (document: string) => createFlow(document),
    onSuccess: async (flow) => {
      await queries.invalidateQueries({ queryKey: FLOWS });
      await navigate({ to: "/flows/$flowId", params: { flowId: flow.id } });
    },
  });
  const beginnings = [
    { name: t("builder.fromExample"), write: starterFlow },
    { name: t("builder.fromNothing"), write: emptyFlow },
  ];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />} loading={create.isPending}>
          {t("flows.new")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {beginnings.map(({ name, write }) => (
          <Menu.Item
            key={name}
            onClick={() => {
              create.mutate(write(currentLanguage(), t("flows.newName")));
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
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
      <EmptyState icon={<IconRoute />} title={t("flows.emptyTitle")} action={may && <Beginnings />}>
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
