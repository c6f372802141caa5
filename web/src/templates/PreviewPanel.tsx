import { SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { templateQuery } from "../api/templates";
import type { TemplateDetail } from "../api/types";
import { currentLanguage } from "../i18n";
import { languageName } from "./languages";
import type { Draft } from "./model/draft";
import { TemplateBubble } from "./TemplateBubble";
import styles from "./preview.module.css";

interface PanelProps {
  detail: TemplateDetail;
  draft: Draft;
  files: Map<string, string>;
}

/** The phone while one types, in daylight or at night; another language beside it to compare. */
export function PreviewPanel({ detail, draft, files }: PanelProps) {
  const { t } = useTranslation();
  const [scheme, setScheme] = useState<"light" | "dark">("light");
  const [side, setSide] = useState<"left" | "right">("left");
  const [other, setOther] = useState<string | null>(null);
  const others = detail.languages.filter(({ id }) => id !== detail.id);
  return (
    <section className={styles.panel} aria-label={t("templates.preview")}>
      <div className={styles.controls}>
        <SegmentedControl
          size="xs"
          aria-label={t("templates.phoneScheme")}
          value={scheme}
          onChange={(value) => {
            setScheme(value);
          }}
          data={[
            { value: "light", label: t("templates.phoneLight") },
            { value: "dark", label: t("templates.phoneDark") },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t("templates.phoneSide")}
          value={side}
          onChange={(value) => {
            setSide(value);
          }}
          data={[
            { value: "left", label: t("templates.asReceived") },
            { value: "right", label: t("templates.asSent") },
          ]}
        />
      </div>
      <TemplateBubble draft={draft} files={files} scheme={scheme} side={side} />
      {others.length > 0 && (
        <Select
          size="xs"
          label={t("templates.compare")}
          placeholder={t("templates.compareNone")}
          clearable
          clearButtonProps={{ "aria-label": t("templates.clearFilter", { name: t("templates.compare") }) }}
          value={other}
          onChange={setOther}
          data={others.map(({ id, language }) => ({ value: id, label: languageName(language, currentLanguage()) }))}
        />
      )}
      {other && <Other id={other} scheme={scheme} side={side} />}
    </section>
  );
}

function Other({ id, ...look }: { id: string; scheme: "light" | "dark"; side: "left" | "right" }) {
  const other = useQuery(templateQuery(id));
  if (!other.data) return null;
  return <TemplateBubble draft={(other.data.draft ?? other.data.content) as unknown as Draft} {...look} />;
}
