// A new intent: what people call it, and its first sentences.
import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createIntent, INTENTS } from "../api/intents";
import type { Intent } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { linesOf, nameOf } from "./lines";
import styles from "./understanding.module.css";

export function NewIntent() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("understanding.new")}
      </Button>
      <Modal
        title={t("understanding.new")}
        opened={open}
        onClose={close}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <Form onDone={close} />
      </Modal>
    </>
  );
}

function Form({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [name, lines] = [nameOf(title), linesOf(text)];
  const create = useAction<Intent>({
    mutationFn: () => createIntent(name, { [i18n.language]: title.trim() }, lines),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: INTENTS });
      notifyDone(t("understanding.created", { name: title.trim() }));
      onDone();
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <TextInput
        label={t("understanding.whatTheyWant")}
        description={name === "" ? t("understanding.titleMeaning") : t("understanding.nameInFlows", { name })}
        required
        data-autofocus
        maxLength={60}
        value={title}
        onChange={(event) => {
          setTitle(event.currentTarget.value);
        }}
      />
      <Textarea
        label={t("understanding.newExamples")}
        description={t("understanding.firstExamples")}
        autosize
        minRows={5}
        maxRows={14}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={create.isPending} disabled={name === ""}>
        {t("understanding.create")}
      </Button>
    </form>
  );
}
