// The first rows as they would be taken in, or why not.
import { Alert, Table } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ImportMapping, ImportPreview, ImportPreviewRow, ImportSubject } from "../api/types";
import { useFormat } from "../app/format";
import { useProblemText } from "../app/problem-text";
import { LoadingRows } from "../app/states";
import { Faults } from "./Faults";
import styles from "./imports.module.css";

interface Props {
  preview: UseQueryResult<ImportPreview>;
  mapping: ImportMapping;
  subject: ImportSubject;
}

export function Preview({ preview, mapping, subject }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  return (
    <section className={styles.card} aria-labelledby="preview">
      <h2 id="preview">{t("imports.preview")}</h2>
      {preview.isPending && <LoadingRows rows={4} height={32} />}
      {preview.isError && (
        <Alert color="red" icon={<IconAlertTriangle />}>
          {words(preview.error)}
        </Alert>
      )}
      {preview.isSuccess && <Rows rows={preview.data.rows} mapping={mapping} subject={subject} />}
    </section>
  );
}

function Rows({
  rows,
  mapping,
  subject,
}: {
  rows: ImportPreviewRow[];
  mapping: ImportMapping;
  subject: ImportSubject;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = mapping.columns.flatMap((column) => (column.to === "attribute" && column.name ? [column.name] : []));
  return (
    <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} aria-labelledby="preview" role="region">
      <Table verticalSpacing={4} className="small">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("imports.row")}</Table.Th>
            {subject === "events" && <Table.Th>{t("imports.event")}</Table.Th>}
            <Table.Th>{t("imports.target.phone")}</Table.Th>
            <Table.Th>{t("imports.target.name")}</Table.Th>
            {names.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
            <Table.Th>{t("imports.target.labels")}</Table.Th>
            <Table.Th>{t("imports.consent")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ row, faults, person, event }) => (
            <Table.Tr key={row}>
              <Table.Td className="soft tabular">{row}</Table.Td>
              {person ? (
                <>
                  {subject === "events" && (
                    <Table.Td>
                      {event && [event.name, event.at && format.dateTime(event.at)].filter(Boolean).join(" · ")}
                    </Table.Td>
                  )}
                  <Table.Td className="tabular">{person.phone}</Table.Td>
                  <Table.Td>{person.name}</Table.Td>
                  {names.map((name) => (
                    <Table.Td key={name}>{shown(person.fields[name])}</Table.Td>
                  ))}
                  <Table.Td>{person.labels.join(", ")}</Table.Td>
                  <Table.Td>
                    {Object.entries(person.consents)
                      .map(([category, state]) =>
                        t("imports.consentIs", {
                          category: t(`imports.category.${category as "marketing"}`),
                          state: t(`imports.consentState.${state as "opted_in"}`),
                        }),
                      )
                      .join(", ")}
                  </Table.Td>
                </>
              ) : (
                <Table.Td colSpan={names.length + (subject === "events" ? 5 : 4)}>
                  <Faults faults={faults} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
