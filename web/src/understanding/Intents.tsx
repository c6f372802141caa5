// Intents on the left, the chosen one with its sentences in the middle, and a sentence to try on the right.
import { TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Intent } from "../api/types";
import { IntentEditor } from "./IntentEditor";
import { TrySentence } from "./TrySentence";
import { useIntentTitle } from "./intent-title";
import styles from "./understanding.module.css";

export function Intents({ intents }: { intents: Intent[] }) {
  const { t } = useTranslation();
  const title = useIntentTitle();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<string>();
  const wanted = search.trim().toLocaleLowerCase();
  const found = intents.filter((intent) => `${intent.name} ${title(intent)}`.toLocaleLowerCase().includes(wanted));
  const open = intents.find(({ id }) => id === chosen) ?? found[0];
  return (
    <div className={styles.bench}>
      <nav className={styles.list} aria-label={t("understanding.intents")}>
        <TextInput
          type="search"
          aria-label={t("understanding.search")}
          placeholder={t("understanding.search")}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
          }}
        />
        {found.length === 0 && <p className="soft">{t("understanding.nothingFound")}</p>}
        <ul>
          {found.map((intent) => (
            <li key={intent.id}>
              <UnstyledButton
                className={styles.intent}
                aria-current={intent.id === open?.id}
                onClick={() => {
                  setChosen(intent.id);
                }}
              >
                <span className={styles.intentName}>{title(intent)}</span>
                <span className={intent.examples < 5 ? styles.few : "soft"}>{intent.examples}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </nav>
      {open ? <IntentEditor key={open.id} intent={open} /> : <div />}
      <TrySentence />
    </div>
  );
}
