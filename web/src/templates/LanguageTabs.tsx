import { Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { copyTemplate, TEMPLATES } from "../api/templates";
import type { TemplateDetail } from "../api/types";
import { useAction } from "../app/notify";
import { useMay } from "../app/session";
import { currentLanguage } from "../i18n";
import { LANGUAGES, languageName } from "./languages";
import { statusTone } from "./status";
import { StatusIcon } from "./StatusChip";
import styles from "./templates.module.css";

/** The same template in its languages; a new one begins as a copy of the one on the screen. */
export function LanguageTabs({ detail }: { detail: TemplateDetail }) {
  const { t } = useTranslation();
  const may = useMay()("manage_templates");
  return (
    <nav className={styles.tabs} aria-label={t("templates.languages")}>
      <ul className={styles.languages}>
        {detail.languages.map(({ id, language, status }) => (
          <li key={id}>
            <Link
              to="/templates/$templateId"
              params={{ templateId: id }}
              className={styles.language}
              data-tone={statusTone(status)}
              aria-current={id === detail.id ? "page" : undefined}
            >
              <StatusIcon status={status} />
              {languageName(language, currentLanguage())}
              <span className="heard">{t(`templates.status.${status}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {may && <AddLanguage detail={detail} />}
    </nav>
  );
}

function AddLanguage({ detail }: { detail: TemplateDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const add = useAction<TemplateDetail, string>({
    mutationFn: (language: string) => copyTemplate(detail.id, { language }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: TEMPLATES });
      await navigate({ to: "/templates/$templateId", params: { templateId: made.id } });
    },
  });
  const there = detail.languages.map(({ language }) => language);
  return (
    <Select
      className={styles.addLanguage}
      size="xs"
      aria-label={t("templates.addLanguage")}
      placeholder={t("templates.addLanguage")}
      leftSection={<IconPlus size={14} />}
      searchable
      disabled={add.isPending}
      value={null}
      data={LANGUAGES.filter((code) => !there.includes(code)).map((code) => ({
        value: code,
        label: languageName(code, currentLanguage()),
      }))}
      onChange={(language) => {
        if (language) add.mutate(language);
      }}
    />
  );
}
