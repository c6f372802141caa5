// The training room: what people want is taught, tried, mended and published, and real messages teach.
import { Tabs } from "@mantine/core";
import { IconMessageChatbot } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { roomQuery } from "../api/intents";
import type { TrainingRoom } from "../api/types";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { Checks } from "./Checks";
import { Diagnosis } from "./Diagnosis";
import { Entities } from "./Entities";
import { ImportSet } from "./ImportSet";
import { Intents } from "./Intents";
import { NewIntent } from "./NewIntent";
import { Publish } from "./Publish";
import { Standing } from "./Standing";
import { Suggestions } from "./Suggestions";
import { Versions } from "./Versions";
import styles from "./understanding.module.css";

export function UnderstandingPage() {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  const room = useQuery({ ...roomQuery, enabled: useMay()("read_flows") });
  const actions = may && (
    <>
      <ImportSet />
      <NewIntent />
      {room.data && <Publish room={room.data} />}
    </>
  );
  return (
    <Guarded permission="read_flows">
      <Page title={t("nav.understanding")} actions={actions}>
        {room.isPending && <LoadingRows rows={6} />}
        {room.isError && <ErrorState error={room.error} retry={() => void room.refetch()} />}
        {room.data && <Room room={room.data} />}
      </Page>
    </Guarded>
  );
}

function Room({ room }: { room: TrainingRoom }) {
  const { t } = useTranslation();
  const may = useMay();
  const hears = may("manage_flows") && may("read_conversations");
  const isTaught = room.items.length > 0 || room.published_version > 0;
  return (
    <>
      {isTaught && <Standing room={room} />}
      <Tabs defaultValue="intents" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="intents">{t("understanding.intents")}</Tabs.Tab>
          <Tabs.Tab value="entities">{t("understanding.entities")}</Tabs.Tab>
          {hears && <Tabs.Tab value="suggestions">{t("understanding.suggestions")}</Tabs.Tab>}
          {isTaught && (
            <>
              <Tabs.Tab value="diagnosis">{t("understanding.diagnosis")}</Tabs.Tab>
              <Tabs.Tab value="checks">{t("understanding.checks")}</Tabs.Tab>
              <Tabs.Tab value="versions">{t("understanding.versions")}</Tabs.Tab>
            </>
          )}
        </Tabs.List>
        <Tabs.Panel value="intents" className={styles.panel}>
          {isTaught ? <Intents intents={room.items} /> : <Untaught />}
        </Tabs.Panel>
        <Tabs.Panel value="entities" className={styles.panel}>
          <Entities />
        </Tabs.Panel>
        {hears && (
          <Tabs.Panel value="suggestions" className={styles.panel}>
            <Suggestions intents={room.items} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="diagnosis" className={styles.panel}>
          <Diagnosis />
        </Tabs.Panel>
        <Tabs.Panel value="checks" className={styles.panel}>
          <Checks intents={room.items} />
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={styles.panel}>
          <Versions published={room.published_version} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Untaught() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<IconMessageChatbot />} title={t("understanding.emptyTitle")}>
      {t("understanding.emptyDetail")}
    </EmptyState>
  );
}
