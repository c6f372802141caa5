import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { createTemplate, TEMPLATES } from "../api/templates";
import type { TemplateDetail } from "../api/types";
import { useAction } from "../app/notify";
import { currentLanguage } from "../i18n";
import { CategoryChoice } from "./CategoryChoice";
import { LANGUAGES, languageName, metaCode } from "./languages";
import { emptyDraft, snakeCase } from "./model/draft";
import styles from "./templates.module.css";

export function NewTemplate({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("templates.new")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Form />
    </Modal>
  );
}

function Form() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [category, setCategory] = useState("UTILITY");
  const [language, setLanguage] = useState(metaCode(currentLanguage()));
  const create = useAction<TemplateDetail>({
    mutationFn: () => createTemplate(emptyDraft(name.replace(/_+$/, ""), language, category)),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: TEMPLATES });
      await navigate({ to: "/templates/$templateId", params: { templateId: made.id } });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t("templates.name")}
        description={t("templates.nameHint")}
        required
        data-autofocus
        autoComplete="off"
        value={name}
        onChange={(event) => {
          setName(snakeCase(event.currentTarget.value));
        }}
      />
      <CategoryChoice value={category} onChange={setCategory} />
      <Select
        label={t("templates.languageLabel")}
        data={LANGUAGES.map((code) => ({ value: code, label: languageName(code, currentLanguage()) }))}
        value={language}
        searchable
        allowDeselect={false}
        onChange={(chosen) => {
          if (chosen) setLanguage(chosen);
        }}
      />
      <Button type="submit" disabled={name === ""} loading={create.isPending}>
        {t("templates.begin")}
      </Button>
    </form>
  );
}
