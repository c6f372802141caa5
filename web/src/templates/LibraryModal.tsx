// Ready templates by use, each as the customer would see it; one becomes a draft with its words filled in.
import { Button, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createTemplate, libraryQuery, TEMPLATES } from "../api/templates";
import type { LibraryTemplate, TemplateDetail } from "../api/types";
import { useAction } from "../app/notify";
import { ErrorState, LoadingRows } from "../app/states";
import { currentLanguage } from "../i18n";
import { useLookup } from "../i18n/lookup";
import { languageName, metaCode } from "./languages";
import type { Draft } from "./model/draft";
import { TemplateBubble } from "./TemplateBubble";
import styles from "./library.module.css";

export function LibraryModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t("templates.library")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Library />
    </Modal>
  );
}

const titleOf = ({ title }: LibraryTemplate) => title[currentLanguage()] ?? title.en ?? "";

function Library() {
  const { t } = useTranslation();
  const library = useQuery(libraryQuery);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<LibraryTemplate | null>(null);
  if (library.isPending) return <LoadingRows rows={6} height={32} />;
  if (library.isError) return <ErrorState error={library.error} retry={() => void library.refetch()} />;
  const wanted = search.trim().toLowerCase();
  const found = library.data.items.filter((entry) => `${titleOf(entry)} ${entry.name}`.toLowerCase().includes(wanted));
  const shown = chosen ?? found[0];
  return (
    <div className={styles.library}>
      <div className={styles.uses}>
        <TextInput
          type="search"
          data-autofocus
          aria-label={t("templates.searchLibrary")}
          placeholder={t("templates.searchLibrary")}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setChosen(null);
          }}
        />
        <Uses entries={found} chosen={shown} onChoose={setChosen} />
      </div>
      {shown ? <Ready key={shown.name} entry={shown} /> : <p className="soft">{t("templates.nothingFound")}</p>}
    </div>
  );
}

interface UsesProps {
  entries: LibraryTemplate[];
  chosen: LibraryTemplate | undefined;
  onChoose: (entry: LibraryTemplate) => void;
}

function Uses({ entries, chosen, onChoose }: UsesProps) {
  const lookup = useLookup();
  const industries = [...new Set(entries.map(({ industry }) => industry))];
  return (
    <div className={styles.scroller}>
      {industries.map((industry) => (
        <section key={industry}>
          <h3>{lookup(`templates.industry.${industry}`) ?? industry}</h3>
          <ul>
            {entries
              .filter((entry) => entry.industry === industry)
              .map((entry) => (
                <li key={entry.name}>
                  <button
                    type="button"
                    aria-pressed={entry === chosen}
                    onClick={() => {
                      onChoose(entry);
                    }}
                  >
                    {titleOf(entry)}
                    <span className="soft small ellipsis">{entry.name}</span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Ready({ entry }: { entry: LibraryTemplate }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const drafts = entry.templates as unknown as Draft[];
  const mine = drafts.find(({ language }) => language === metaCode(currentLanguage())) ?? drafts[0];
  const [language, setLanguage] = useState(mine?.language ?? "");
  const shown = drafts.find((draft) => draft.language === language);
  const create = useAction<TemplateDetail, Draft>({
    mutationFn: (draft: Draft) => createTemplate(draft),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: TEMPLATES });
      await navigate({ to: "/templates/$templateId", params: { templateId: made.id } });
    },
  });
  if (!shown) return null;
  return (
    <div className={styles.ready}>
      <SegmentedControl
        size="xs"
        aria-label={t("templates.languageLabel")}
        value={language}
        onChange={setLanguage}
        data={drafts.map(({ language: code }) => ({ value: code, label: languageName(code, currentLanguage()) }))}
      />
      <TemplateBubble draft={shown} />
      <Button
        loading={create.isPending}
        onClick={() => {
          create.mutate(shown);
        }}
      >
        {t("templates.createFromLibrary")}
      </Button>
    </div>
  );
}
