// Only what Meta has approved, by category; a draft template cannot be sent to anybody.
import { Button, TextInput } from "@mantine/core";
import { IconSearch, IconTemplate } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../api/contacts";
import type { Template } from "../../api/types";
import { EmptyState, ErrorState, LoadingRows } from "../../app/states";
import { bodyOf } from "../../message/template";
import { languageName } from "../../templates/languages";
import { TemplateOptions } from "../../templates/TemplateOptions";
import { currentLanguage } from "../../i18n";
import { carriedOver, placedVariables } from "../model/parameters";
import type { Parameters, Variant } from "../model/plan";
import { useApproved } from "./useChecks";
import styles from "./wizard.module.css";

const CATEGORIES = ["marketing", "utility", "authentication"] as const;

interface ChoiceProps {
  numbers: string[];
  /** What was said of places that the next template may have too. */
  parameters: Parameters;
  onChoose: (message: Pick<Variant, "template" | "language" | "parameters">) => void;
}

export function TemplateChoice({ numbers, parameters: before, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const templates = useApproved(numbers);
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  if (templates.isPending) return <LoadingRows rows={4} height={48} />;
  if (templates.isError) return <ErrorState error={templates.error} retry={() => void templates.refetch()} />;
  if (templates.approved.length === 0) return <None />;
  const wanted = search.trim().toLowerCase();
  const shown = templates.approved.filter((template) =>
    `${template.name} ${bodyOf(template)}`.toLowerCase().includes(wanted),
  );
  const choose = (template: Template) => {
    const names = attributes.map(({ name }) => name);
    const parameters = carriedOver(placedVariables(template), before, names);
    onChoose({ template: template.name, language: template.language, parameters });
  };
  return (
    <section aria-label={t("campaigns.message.chooseTemplate")} className={styles.choosing}>
      <TextInput
        type="search"
        aria-label={t("campaigns.message.search")}
        placeholder={t("campaigns.message.search")}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
        }}
      />
      {shown.length === 0 && <p className="soft">{t("template.nothingFound")}</p>}
      {CATEGORIES.map((category) => (
        <Category
          key={category}
          category={category}
          templates={shown.filter((template) => template.category.toLowerCase() === category)}
          onChoose={choose}
        />
      ))}
    </section>
  );
}

function None() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconTemplate />}
      title={t("template.noneTitle")}
      action={<Button renderRoot={(props) => <Link {...props} to="/templates" />}>{t("nav.templates")}</Button>}
    >
      {t("template.noneDetail")}
    </EmptyState>
  );
}

interface CategoryProps {
  category: (typeof CATEGORIES)[number];
  templates: Template[];
  onChoose: (template: Template) => void;
}

function Category({ category, templates, onChoose }: CategoryProps) {
  const { t } = useTranslation();
  if (templates.length === 0) return null;
  return (
    <section>
      <h3>{t(`campaigns.message.category.${category}`)}</h3>
      <div className={styles.templates}>
        <TemplateOptions
          templates={templates}
          detail={({ language }) => languageName(language, currentLanguage())}
          onChoose={onChoose}
        />
      </div>
    </section>
  );
}
