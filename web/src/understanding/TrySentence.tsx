// A sentence tried out on what is taught now: what it wants, how sure, and because of which sentences.
import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { INTENTS, saveChecks, trySentence } from "../api/intents";
import type { TriedSentence } from "../api/types";
import { Chip } from "../app/Chip";
import { useFormat } from "../app/format";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { NamedEntities } from "./NamedEntities";
import styles from "./understanding.module.css";

export function TrySentence() {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const attempt = useAction<TriedSentence>({
    mutationFn: () => trySentence(text, i18n.language),
    onMutate: () => {
      setAsked(text);
    },
  });
  return (
    <aside className={styles.trying} aria-label={t("understanding.try")}>
      <h2>{t("understanding.try")}</h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") attempt.mutate();
        }}
      >
        <TextInput
          aria-label={t("understanding.sentence")}
          placeholder={t("understanding.sentence")}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default" loading={attempt.isPending} disabled={text.trim() === ""}>
          {t("understanding.tryIt")}
        </Button>
      </form>
      <div role="status">{attempt.data && <Outcome text={asked} tried={attempt.data} />}</div>
    </aside>
  );
}

const TONES = { answer: "ok", confirm: "warn", fall_back: "plain" } as const;

function Outcome({ text, tried }: { text: string; tried: TriedSentence }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay()("manage_flows");
  const queries = useQueryClient();
  const keep = useAction({
    mutationFn: (intent: string) => saveChecks([{ text, intent }]),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: INTENTS });
      notifyDone(t("understanding.checkKept"));
    },
  });
  return (
    <div className={styles.outcome}>
      <Chip tone={TONES[tried.band]}>{t(`understanding.band.${tried.band}`)}</Chip>
      <ol className={styles.ranked}>
        {tried.ranked.slice(0, 4).map(({ intent, probability }) => (
          <li key={intent}>
            <span>{intent}</span>
            <span className="soft">{format.percent(probability)}</span>
          </li>
        ))}
      </ol>
      <NamedEntities named={tried.entities} />
      <h3>{t("understanding.because")}</h3>
      <ul className={styles.nearest}>
        {tried.nearest.map((near) => (
          <li key={`${near.intent ?? ""}${near.text}`}>
            <q>{near.text}</q> <span className="soft">{near.intent ?? t("understanding.none")}</span>
          </li>
        ))}
      </ul>
      {may && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={keep.isPending}
          onClick={() => {
            keep.mutate(tried.intent ?? "none");
          }}
        >
          {t("understanding.keepAsCheck")}
        </Button>
      )}
    </div>
  );
}
