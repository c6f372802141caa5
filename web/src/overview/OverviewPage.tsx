import { Button } from "@mantine/core";
import { IconMoodHappy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Overview } from "../api/types";
import { overviewQuery } from "../api/workspace";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { useMay, useSession } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { Goals } from "../goals/Goals";
import { ConversationFigures } from "./ConversationFigures";
import { MinuteChart } from "./MinuteChart";
import { MessageFigures } from "./MessageFigures";
import styles from "./overview.module.css";

export function OverviewPage() {
  const { t } = useTranslation();
  return (
    <Guarded permission="read_overview">
      <Page title={t("nav.overview")}>
        <Content />
      </Page>
    </Guarded>
  );
}

function Content() {
  const overview = useQuery(overviewQuery);
  if (overview.isPending) return <LoadingRows rows={4} height={96} />;
  if (overview.isError) return <ErrorState error={overview.error} retry={() => void overview.refetch()} />;
  return <Loaded overview={overview.data} />;
}

function Loaded({ overview }: { overview: Overview }) {
  return (
    <div className={styles.overview}>
      {overview.received === 0 && <NothingYet />}
      <Goals />
      <MessageFigures overview={overview} />
      <MinuteChart minutes={overview.per_minute} />
      <ConversationFigures conversations={overview.conversations} />
    </div>
  );
}

function NothingYet() {
  const { t } = useTranslation();
  const { emulator } = useSession();
  const canTry = useMay()("use_emulator") && emulator;
  return (
    <EmptyState
      icon={<IconMoodHappy />}
      title={t("overview.emptyTitle")}
      action={
        <Button component={Link} to={canTry ? "/phones" : "/settings"}>
          {t(canTry ? "inbox.emptyAction" : "overview.emptyAction")}
        </Button>
      }
    >
      {t(canTry ? "inbox.emptyDetailEmulator" : "overview.emptyDetail")}
    </EmptyState>
  );
}
