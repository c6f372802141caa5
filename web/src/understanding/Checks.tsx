// Sentences that must be understood: a version that understands fewer of them is not published.
import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { checksQuery, deleteCheck, INTENTS, saveChecks } from "../api/intents";
import type { Intent } from "../api/types";
import { useAction } from "../app/notify";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { useIntentTitle } from "./intent-title";
import { useIntentOptions } from "./options";
import styles from "./understanding.module.css";

export function Checks({ intents }: { intents: Intent[] }) {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  const title = useIntentTitle();
  const queries = useQueryClient();
  const checks = useQuery(checksQuery);
  const remove = useAction({
    mutationFn: (text: string) => deleteCheck(text),
    onSuccess: () => queries.invalidateQueries({ queryKey: INTENTS }),
  });
  if (checks.isPending) return <LoadingRows rows={3} />;
  if (checks.isError) return <ErrorState error={checks.error} retry={() => void checks.refetch()} />;
  const named = (name: string) => {
    const intent = intents.find((intent) => intent.name === name);
    return intent ? title(intent) : name === "none" ? t("understanding.none") : name;
  };
  return (
    <>
      <p className="soft">{t("understanding.checksMeaning")}</p>
      {may && <Add intents={intents} />}
      <ul className={styles.rows}>
        {checks.data.items.map(({ text, intent }) => (
          <li key={text}>
            <div>
              <q>{text}</q> <span className="soft">{named(intent)}</span>
            </div>
            {may && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("understanding.forget", { text })}
                onClick={() => {
                  remove.mutate(text);
                }}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Add({ intents }: { intents: Intent[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const options = useIntentOptions(intents);
  const [text, setText] = useState("");
  const [intent, setIntent] = useState(options[0]?.value ?? "none");
  const save = useAction({
    mutationFn: () => saveChecks([{ text: text.trim(), intent }]),
    onSuccess: async () => {
      setText("");
      await queries.invalidateQueries({ queryKey: INTENTS });
    },
  });
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t("understanding.sentence")}
        required
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <NativeSelect
        label={t("understanding.isUnderstoodAs")}
        data={options}
        value={intent}
        onChange={(event) => {
          setIntent(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="default" loading={save.isPending} disabled={text.trim() === ""}>
        {t("understanding.add")}
      </Button>
    </form>
  );
}
