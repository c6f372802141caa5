// Every text of the flow with its languages side by side; what is missing stands out.
import { Button, Switch, Table, TextInput, Textarea } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type SubmitEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../app/states";
import { IconLanguage } from "@tabler/icons-react";
import { useBuilder } from "../builder";
import { isWords, textLanguages, textRows, type TextRow, withText } from "../model/texts";
import { useFieldName } from "../panel/useFieldName";
import styles from "./views.module.css";

const ROW_HEIGHT = 64;

export function TranslationTable() {
  const { t } = useTranslation();
  const { tree } = useBuilder();
  const [onlyMissing, setOnlyMissing] = useState(false);
  const rows = useMemo(() => textRows(tree), [tree]);
  const languages = textLanguages(tree, rows);
  const words = rows.filter(isWords);
  const missing = (row: TextRow) => languages.filter((language) => isMissing(row, language, tree.language));
  const gaps = words.reduce((sum, row) => sum + missing(row).length, 0);
  const shown = onlyMissing ? words.filter((row) => missing(row).length > 0) : words;
  return (
    <section className={styles.translations} aria-label={t("builder.view.translations")}>
      <div className={styles.tools}>
        <Switch
          label={t("builder.onlyMissing", { count: gaps })}
          checked={onlyMissing}
          onChange={(event) => {
            setOnlyMissing(event.currentTarget.checked);
          }}
        />
        <AddLanguage languages={languages} />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={<IconLanguage />} title={t("builder.nothingMissing")} />
      ) : (
        <Rows rows={shown} languages={languages} />
      )}
    </section>
  );
}

/** A plain text is the flow's own language; others are missing only once there are several. */
function isMissing({ texts }: TextRow, language: string, own: string): boolean {
  return "" in texts ? language !== own : !texts[language];
}

function Rows({ rows, languages }: { rows: TextRow[]; languages: string[] }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = list.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = list.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={box} className={styles.scroll} tabIndex={0} role="region" aria-label={t("builder.view.translations")}>
      <Table stickyHeader className={styles.table} aria-rowcount={rows.length}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("builder.place")}</Table.Th>
            {languages.map((language) => (
              <Table.Th key={language}>{language}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {before > 0 && <tr style={{ height: before }} />}
          {items.map(({ index }) => {
            const row = rows[index];
            return row && <Row key={row.path.join(".")} row={row} languages={languages} />;
          })}
          {after > 0 && <tr style={{ height: after }} />}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ row, languages }: { row: TextRow; languages: string[] }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const { tree, apply, mayEdit } = useBuilder();
  const place = `${row.node ?? t("builder.wholeFlow")} · ${fieldName(row.path.findLast((key) => typeof key === "string") ?? "")}`;
  return (
    <Table.Tr>
      <Table.Td className={styles.place}>{place}</Table.Td>
      {languages.map((language) => {
        const text = row.texts[language] ?? (language === tree.language ? row.texts[""] : undefined);
        return (
          <Table.Td key={language} data-missing={isMissing(row, language, tree.language) || undefined}>
            <Textarea
              autosize
              minRows={1}
              maxRows={8}
              readOnly={!mayEdit}
              aria-label={`${place} · ${language}`}
              placeholder={t("builder.missing")}
              value={text ?? ""}
              onChange={(event) => {
                const { value } = event.currentTarget;
                apply(
                  (draft) => {
                    draft.set(row.path, withText(row, tree.language, language, value));
                  },
                  [...row.path, language].join("."),
                );
              }}
            />
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}

function AddLanguage({ languages }: { languages: string[] }) {
  const { t } = useTranslation();
  const { apply, mayEdit } = useBuilder();
  const [tag, setTag] = useState("");
  if (!mayEdit) return null;
  const good = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && !languages.includes(tag);
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (!good) return;
    apply((draft) => {
      draft.set(["languages"], [...languages, tag]);
    });
    setTag("");
  };
  return (
    <form className={styles.addLanguage} onSubmit={add}>
      <TextInput
        aria-label={t("builder.newLanguage")}
        placeholder="pt-BR"
        w={96}
        value={tag}
        onChange={(event) => {
          setTag(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="default" disabled={!good}>
        {t("builder.addLanguage")}
      </Button>
    </form>
  );
}
