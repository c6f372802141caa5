import { Select, Table, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Import, ImportColumn, ImportMapping, ImportPreviewRow } from "../api/types";
import { choices, chosen, hasName, withColumn, wordOf } from "./columns";
import styles from "./imports.module.css";

const KINDS = ["text", "number", "boolean", "date", "date_time"] as const;
const SAMPLES = 3;

interface Props {
  one: Import;
  mapping: ImportMapping;
  rows: ImportPreviewRow[];
  onChange: (mapping: ImportMapping) => void;
}

/** One row for each column of the file: its title, what stands in it, what it becomes. */
export function ColumnTable({ one, mapping, rows, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} aria-labelledby="columns" role="region">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("imports.column")}</Table.Th>
            <Table.Th>{t("imports.samples")}</Table.Th>
            <Table.Th>{t("imports.becomes")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mapping.columns.map((column, place) => {
            const title = one.titles[place] ?? "";
            const samples = rows.map((row) => row.cells[place]?.trim()).filter(Boolean);
            return (
              <Table.Tr key={place} data-ignored={column.to === "ignore" || undefined} className={styles.column}>
                <Table.Th scope="row">{title}</Table.Th>
                <Table.Td className="soft small">{samples.slice(0, SAMPLES).join(" · ")}</Table.Td>
                <Table.Td>
                  <Chooser
                    subject={one.subject}
                    column={column}
                    title={title}
                    onChange={(next) => {
                      onChange(withColumn(mapping, place, next));
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface ChooserProps {
  subject: Import["subject"];
  column: ImportColumn;
  title: string;
  onChange: (column: ImportColumn) => void;
}

export function Chooser({ subject, column, title, onChange }: ChooserProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.chooser}>
      <Select
        aria-label={t("imports.becomesOf", { title })}
        data={choices(subject).map((word) => ({ value: word, label: t(`imports.target.${word}`) }))}
        value={wordOf(column)}
        allowDeselect={false}
        onChange={(word) => {
          if (word) onChange(chosen(word, column, title));
        }}
      />
      {hasName(column) && (
        <>
          <TextInput
            aria-label={t("imports.nameOf", { title })}
            value={column.name ?? ""}
            maxLength={60}
            onChange={(event) => {
              onChange({ ...column, name: event.currentTarget.value });
            }}
          />
          <Select
            aria-label={t("imports.kindOf", { title })}
            data={KINDS.map((kind) => ({ value: kind, label: t(`imports.kind.${kind}`) }))}
            value={column.kind ?? "text"}
            allowDeselect={false}
            onChange={(kind) => {
              if (kind) onChange({ ...column, kind });
            }}
          />
        </>
      )}
    </div>
  );
}
