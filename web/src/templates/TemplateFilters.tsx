import { Select } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SearchBox } from "../app/SearchBox";
import { currentLanguage } from "../i18n";
import { LANGUAGES, languageName } from "./languages";
import { ORDERS } from "./order";
import { CATEGORIES, QUALITIES, STATUSES, type TemplateSearch } from "./search";
import styles from "./templates.module.css";

export function TemplateFilters({ filter }: { filter: TemplateSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const change = (part: TemplateSearch) => {
    void navigate({ to: ".", search: (old: TemplateSearch) => ({ ...old, ...part }), replace: true });
  };
  const languages = LANGUAGES.map((code) => ({ value: code, label: languageName(code, currentLanguage()) }));
  return (
    <div className={styles.filters}>
      <SearchBox
        className={styles.search}
        label={t("templates.search")}
        value={filter.q}
        onChange={(q) => {
          change({ q });
        }}
      />
      <Choice
        label={t("templates.statusLabel")}
        value={filter.standing}
        options={STATUSES.map((value) => ({ value, label: t(`templates.status.${value}`) }))}
        onChange={(status) => {
          change({ standing: STATUSES.find((known) => known === status) });
        }}
      />
      <Choice
        label={t("templates.categoryLabel")}
        value={filter.category}
        options={CATEGORIES.map((value) => ({ value, label: t(`templates.category.${value}`) }))}
        onChange={(category) => {
          change({ category });
        }}
      />
      <Choice
        label={t("templates.languageLabel")}
        value={filter.language}
        options={languages}
        onChange={(language) => {
          change({ language });
        }}
      />
      <Select
        className={styles.filter}
        aria-label={t("templates.sortLabel")}
        data={ORDERS.map((value) => ({ value, label: t(`templates.sort.${value}`) }))}
        value={filter.arranged ?? "name"}
        allowDeselect={false}
        onChange={(order) => {
          change({ arranged: ORDERS.find((known) => known === order && known !== "name") });
        }}
      />
      <Choice
        label={t("templates.qualityLabel")}
        value={filter.quality}
        options={QUALITIES.map((value) => ({ value, label: t(`templates.quality.${value}`) }))}
        onChange={(quality) => {
          change({ quality: QUALITIES.find((known) => known === quality) });
        }}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Select
      className={styles.filter}
      size="sm"
      aria-label={label}
      placeholder={label}
      data={options}
      value={value ?? null}
      searchable={options.length > 10}
      clearable
      clearButtonProps={{ "aria-label": t("templates.clearFilter", { name: label }) }}
      onChange={(chosen) => {
        onChange(chosen ?? undefined);
      }}
    />
  );
}
