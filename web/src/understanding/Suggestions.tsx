// Real messages that were not understood, the most frequent first: each is taught, or dismissed.
import { Button, Group, NativeSelect } from "@mantine/core";
import { IconMessageQuestion } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dismissSuggestion, INTENTS, suggestionsQuery, teachSuggestion } from "../api/intents";
import type { Intent, IntentSuggestion } from "../api/types";
import { useAction } from "../app/notify";
import { RelativeTime } from "../app/RelativeTime";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { useIntentOptions } from "./options";
import styles from "./understanding.module.css";

export function Suggestions({ intents }: { intents: Intent[] }) {
  const { t } = useTranslation();
  const suggestions = useQuery(suggestionsQuery);
  if (suggestions.isPending) return <LoadingRows rows={5} />;
  if (suggestions.isError) return <ErrorState error={suggestions.error} retry={() => void suggestions.refetch()} />;
  const { items } = suggestions.data;
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconMessageQuestion />} title={t("understanding.noSuggestions")}>
        {t("understanding.noSuggestionsDetail")}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.rows}>
      {items.map((suggestion) => (
        <li key={suggestion.id}>
          <Suggestion suggestion={suggestion} intents={intents} />
        </li>
      ))}
    </ul>
  );
}

function Suggestion({ suggestion, intents }: { suggestion: IntentSuggestion; intents: Intent[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const options = useIntentOptions(intents);
  const likely = suggestion.corrected ?? suggestion.guess ?? "none";
  const [intent, setIntent] = useState(options.some(({ value }) => value === likely) ? likely : "none");
  const onSettled = () => queries.invalidateQueries({ queryKey: INTENTS });
  const { text, times, last_at, reason, alike } = suggestion;
  const all = [suggestion.id, ...alike.map(({ id }) => id)];
  const settle = async (one: (id: string) => Promise<void>) => {
    for (const id of all) await one(id);
  };
  const teach = useAction({ mutationFn: () => settle((id) => teachSuggestion(id, intent)), onSettled });
  const dismiss = useAction({ mutationFn: () => settle(dismissSuggestion), onSettled });
  return (
    <>
      <div>
        <q>{text}</q>
        <div className="soft">
          {t("understanding.times", { count: times })} · <RelativeTime at={last_at} />
          {` · ${t(`understanding.reason.${reason}`)}`}
        </div>
        {alike.length > 0 && (
          <details className={styles.alike}>
            <summary>{t("understanding.alike", { count: alike.length })}</summary>
            <ul>
              {alike.map(({ id, text: other }) => (
                <li key={id}>
                  <q>{other}</q>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Group gap={8} wrap="wrap">
        <NativeSelect
          aria-label={t("understanding.intentFor", { text })}
          data={options}
          value={intent}
          onChange={(event) => {
            setIntent(event.currentTarget.value);
          }}
        />
        <Button
          variant="default"
          loading={teach.isPending}
          onClick={() => {
            teach.mutate();
          }}
        >
          {all.length > 1 ? t("understanding.teach", { count: all.length }) : t("understanding.teachIt")}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          loading={dismiss.isPending}
          onClick={() => {
            dismiss.mutate();
          }}
        >
          {t("understanding.dismiss")}
        </Button>
      </Group>
    </>
  );
}
