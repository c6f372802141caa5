// One import: first what the columns are, then how far it is, then what became of it.
import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle, IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { importQuery } from "../api/imports";
import type { Import } from "../api/types";
import { useFormat } from "../app/format";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { ErrorState, LoadingRows } from "../app/states";
import styles from "./imports.module.css";
import { Mapping } from "./Mapping";
import { Progress } from "./Progress";
import { Result } from "./Result";
import { StateChip } from "./StateChip";
import { isAtWork } from "./states";
import { StopButton } from "./Steps";

export function ImportPage() {
  const { importId } = useParams({ from: "/shell/imports/$importId" });
  return (
    <Guarded permission="manage_imports">
      <Loaded id={importId} />
    </Guarded>
  );
}

function Loaded({ id }: { id: string }) {
  const { t } = useTranslation();
  const one = useQuery(importQuery(id));
  return (
    <Page title={one.data?.file_name ?? t("nav.imports")} actions={<Back />}>
      {one.isPending && <LoadingRows rows={4} />}
      {one.isError && <ErrorState error={one.error} retry={() => void one.refetch()} />}
      {one.data && <Body one={one.data} />}
    </Page>
  );
}

function Back() {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      leftSection={<IconArrowLeft size={16} />}
      renderRoot={(props) => <Link {...props} to="/imports" />}
    >
      {t("imports.all")}
    </Button>
  );
}

function Body({ one }: { one: Import }) {
  return (
    <div className={styles.room}>
      <Facts one={one} />
      {one.failure && (
        <Alert color="red" icon={<IconAlertTriangle />}>
          {one.failure}
        </Alert>
      )}
      {isAtWork(one.state) && (
        <section className={styles.card}>
          <Progress one={one} />
          {one.state !== "undoing" && (
            <div>
              <StopButton one={one} />
            </div>
          )}
        </section>
      )}
      {/* Another import, another mapping: what was being edited belongs to the one before. */}
      {one.started_at === null ? <Mapping key={one.id} one={one} /> : <Result one={one} />}
    </div>
  );
}

function Facts({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const delimiter = one.delimiter === "\t" ? t("imports.tab") : one.delimiter;
  return (
    <div className={styles.facts}>
      <StateChip state={one.state} />
      <span className="soft small">{t(`imports.subject.${one.subject}`)}</span>
      <span className="soft small">{format.bytes(one.file_size)}</span>
      <span className="soft small">{t("imports.rows", { rows: format.number(one.rows_total) })}</span>
      <span className="soft small">{t("imports.format", { encoding: one.encoding, delimiter })}</span>
    </div>
  );
}
