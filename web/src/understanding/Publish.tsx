// Publishing: train first, see how the sentences go that must be understood, then let it answer.
import { Button, Modal, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { INTENTS, publish, train } from "../api/intents";
import type { PublishedIntents, Trained, TrainingRoom } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { Misses } from "./Misses";
import styles from "./understanding.module.css";

export function Publish({ room }: { room: TrainingRoom }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const learning = useAction<Trained>({
    mutationFn: train,
    onSuccess: () => {
      setOpen(true);
    },
  });
  const close = () => {
    setOpen(false);
  };
  if (room.items.length === 0) return null;
  return (
    <>
      <Button
        loading={learning.isPending}
        disabled={!room.changed}
        onClick={() => {
          learning.mutate();
        }}
      >
        {t("understanding.trainAndPublish")}
      </Button>
      <Modal
        title={t("understanding.publish")}
        opened={open && learning.data !== undefined}
        onClose={close}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {learning.data && <Form trained={learning.data} onDone={close} />}
      </Modal>
    </>
  );
}

function Form({ trained, onDone }: { trained: Trained; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const go = useAction<PublishedIntents>({
    mutationFn: () => publish(note.trim()),
    onSuccess: async ({ version }) => {
      await queries.invalidateQueries({ queryKey: INTENTS });
      notifyDone(t("understanding.published", { version }));
      onDone();
    },
  });
  const { checks, misses } = trained.checks;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        go.mutate();
      }}
    >
      <p>
        {t("understanding.learnt", {
          intents: trained.intents,
          examples: trained.examples,
          milliseconds: trained.milliseconds,
        })}
      </p>
      {checks > 0 && <p>{t("understanding.checksGo", { right: checks - misses.length, count: checks })}</p>}
      <Misses misses={misses} />
      <TextInput
        label={t("understanding.note")}
        data-autofocus
        maxLength={500}
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={go.isPending}>
        {t("understanding.publish")}
      </Button>
    </form>
  );
}
