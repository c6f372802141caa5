// What the columns are: recognised, and corrected by whoever knows the file. Below it what the first rows become.
import { Button, Group } from "@mantine/core";
import { IconPlayerPlay, IconZoomCheck } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { checkImport, previewQuery, startImport } from "../api/imports";
import type { Import, ImportMapping } from "../api/types";
import { useFormat } from "../app/format";
import { ColumnTable } from "./ColumnTable";
import styles from "./imports.module.css";
import { MappingOptions } from "./MappingOptions";
import { Preview } from "./Preview";
import { Report } from "./Report";
import { isAtWork } from "./states";
import { DiscardButton, useStep } from "./Steps";

export function Mapping({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [mapping, setMapping] = useState(one.mapping);
  const preview = useQuery({ ...previewQuery(one.id, mapping), placeholderData: keepPreviousData });
  const check = useStep<ImportMapping>((chosen) => checkImport(one.id, chosen));
  const start = useStep<ImportMapping>((chosen) => startImport(one.id, chosen));
  const busy = isAtWork(one.state);
  return (
    <>
      <section className={styles.card} aria-labelledby="columns">
        <h2 id="columns">{t("imports.columns")}</h2>
        <ColumnTable one={one} mapping={mapping} rows={preview.data?.rows ?? []} onChange={setMapping} />
        <MappingOptions subject={one.subject} mapping={mapping} onChange={setMapping} />
      </section>
      <Preview preview={preview} mapping={mapping} subject={one.subject} />
      {one.report && !busy && <Report one={one} report={one.report} />}
      <Group className={styles.steps}>
        <DiscardButton one={one} />
        <span className="grow" />
        <Button
          variant="default"
          leftSection={<IconZoomCheck size={16} />}
          disabled={busy || preview.isError}
          loading={check.isPending}
          onClick={() => {
            check.mutate(mapping);
          }}
        >
          {t("imports.check")}
        </Button>
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          disabled={busy || preview.isError}
          loading={start.isPending}
          onClick={() => {
            start.mutate(mapping);
          }}
        >
          {t("imports.start", { rows: format.number(one.rows_total) })}
        </Button>
      </Group>
    </>
  );
}
