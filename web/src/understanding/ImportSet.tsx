// What was taught elsewhere: the files of an export of nlp.js, Rasa or Dialogflow, or a table.
import { Button, FileInput, Modal } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { importSet, INTENTS } from "../api/intents";
import type { ImportedIntents } from "../api/types";
import { useAction } from "../app/notify";
import styles from "./understanding.module.css";

export function ImportSet() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} />}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("understanding.import")}
      </Button>
      <Modal
        title={t("understanding.import")}
        opened={open}
        onClose={() => {
          setOpen(false);
        }}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <Form />
      </Modal>
    </>
  );
}

function Form() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [files, setFiles] = useState<File[]>([]);
  const bring = useAction<ImportedIntents>({
    mutationFn: async () =>
      importSet(await Promise.all(files.map(async (file) => ({ name: file.name, content: await file.text() })))),
    onSuccess: async () => {
      setFiles([]);
      await queries.invalidateQueries({ queryKey: INTENTS });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        bring.mutate();
      }}
    >
      <FileInput
        label={t("understanding.files")}
        description={t("understanding.filesMeaning")}
        placeholder={t("understanding.chooseFiles")}
        multiple
        accept=".json,.yml,.yaml,.csv,.tsv,.txt"
        value={files}
        onChange={setFiles}
      />
      <Button type="submit" loading={bring.isPending} disabled={files.length === 0}>
        {t("understanding.bringIn")}
      </Button>
      <div role="status">
        {bring.data && (
          <>
            <p>{t("understanding.broughtIn", { intents: bring.data.intents, count: bring.data.added })}</p>
            {bring.data.left_out.length > 0 && (
              <ul className={styles.misses}>
                {bring.data.left_out.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </form>
  );
}
