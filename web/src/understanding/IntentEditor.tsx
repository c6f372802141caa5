// One intent: its sentences, a place to paste more, and the way out.
import { Button, Modal, Textarea } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteIntent, examplesQuery, INTENTS, teach } from "../api/intents";
import type { Intent, Taught } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { Example } from "./Example";
import { useIntentTitle } from "./intent-title";
import { linesOf } from "./lines";
import styles from "./understanding.module.css";

export function IntentEditor({ intent }: { intent: Intent }) {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  const title = useIntentTitle();
  return (
    <section className={styles.editor} aria-label={title(intent)}>
      <header className={styles.editorHead}>
        <div>
          <h2>{title(intent)}</h2>
          <code>{intent.name}</code>
        </div>
        {may && <Remove intent={intent} />}
      </header>
      {intent.examples < 5 && <p className={styles.hint}>{t("understanding.fewExamples")}</p>}
      {may && <Teach intent={intent} />}
      <Examples intent={intent} />
    </section>
  );
}

function Teach({ intent }: { intent: Intent }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const lines = linesOf(text);
  const add = useAction<Taught>({
    mutationFn: () => teach(intent.id, lines),
    onSuccess: async ({ added }) => {
      setText("");
      await queries.invalidateQueries({ queryKey: INTENTS });
      notifyDone(t("understanding.taught", { count: added }));
    },
  });
  return (
    <form
      className={styles.teach}
      onSubmit={(event) => {
        event.preventDefault();
        if (lines.length > 0) add.mutate();
      }}
    >
      <Textarea
        label={t("understanding.newExamples")}
        description={t("understanding.onePerLine")}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <Button type="submit" leftSection={<IconPlus size={16} />} disabled={lines.length === 0} loading={add.isPending}>
        {lines.length === 0 ? t("understanding.teachIt") : t("understanding.teach", { count: lines.length })}
      </Button>
    </form>
  );
}

function Examples({ intent }: { intent: Intent }) {
  const { t } = useTranslation();
  const examples = useInfiniteQuery(examplesQuery(intent.id));
  if (examples.isPending) return <LoadingRows rows={5} height={32} />;
  if (examples.isError) return <ErrorState error={examples.error} retry={() => void examples.refetch()} />;
  return (
    <>
      <ul className={styles.examples}>
        {examples.data.pages
          .flatMap((page) => page.items)
          .map((example) => (
            <Example key={example.id} example={example} />
          ))}
      </ul>
      {examples.hasNextPage && (
        <Button variant="default" loading={examples.isFetchingNextPage} onClick={() => void examples.fetchNextPage()}>
          {t("action.more")}
        </Button>
      )}
    </>
  );
}

function Remove({ intent }: { intent: Intent }) {
  const { t } = useTranslation();
  const title = useIntentTitle();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  const remove = useAction({
    mutationFn: () => deleteIntent(intent.id),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: INTENTS });
      notifyDone(t("understanding.deleted", { name: title(intent) }));
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} />}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("understanding.delete")}
      </Button>
      <Modal
        title={t("understanding.deleteTitle", { name: title(intent) })}
        opened={open}
        onClose={close}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <div className={styles.form}>
          <p>{t("understanding.deleteDetail", { count: intent.examples })}</p>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => {
              remove.mutate();
            }}
          >
            {t("understanding.delete")}
          </Button>
        </div>
      </Modal>
    </>
  );
}
