// The buttons that move an import on, and what each of them does to the cache.
import { Button, Group, Modal } from "@mantine/core";
import { IconArrowBackUp, IconPlayerPlay, IconPlayerStop, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelImport, deleteImport, IMPORTS, importQuery, startImport, undoImport } from "../api/imports";
import type { Import } from "../api/types";
import { useFormat } from "../app/format";
import { useAction } from "../app/notify";

/** A step that answers with the import as it is then. */
export function useStep<Input = void>(step: (input: Input) => Promise<Import>) {
  const queries = useQueryClient();
  return useAction<Import, Input>({
    mutationFn: step,
    onSuccess: async (one) => {
      queries.setQueryData(importQuery(one.id).queryKey, one);
      await queries.invalidateQueries({ queryKey: IMPORTS });
    },
  });
}

export function StopButton({ one }: { one: Import }) {
  const { t } = useTranslation();
  const stop = useStep(() => cancelImport(one.id));
  return (
    <Button
      variant="default"
      leftSection={<IconPlayerStop size={16} />}
      loading={stop.isPending}
      onClick={() => {
        stop.mutate();
      }}
    >
      {t("imports.stop")}
    </Button>
  );
}

export function ResumeButton({ one }: { one: Import }) {
  const { t } = useTranslation();
  const resume = useStep(() => startImport(one.id));
  return (
    <Button
      leftSection={<IconPlayerPlay size={16} />}
      loading={resume.isPending}
      onClick={() => {
        resume.mutate();
      }}
    >
      {t("imports.resume")}
    </Button>
  );
}

/** What it takes back is said before. */
export function UndoButton({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const undo = useStep(() => undoImport(one.id));
  const figures = { created: format.number(one.counts.created), updated: format.number(one.counts.updated) };
  const close = () => {
    setAsking(false);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={16} />}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t("imports.undo")}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={t("imports.undoTitle")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <p>{t("imports.undoDetail", figures)}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button
            color="red"
            loading={undo.isPending}
            onClick={() => {
              undo.mutate(undefined, { onSuccess: close });
            }}
          >
            {t("imports.undo")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

/** Of a file that nothing was taken in of: nothing is lost but the upload. */
export function DiscardButton({ one }: { one: Import }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const discard = useAction({
    mutationFn: () => deleteImport(one.id),
    onSuccess: async () => {
      await navigate({ to: "/imports" });
      await queries.invalidateQueries({ queryKey: IMPORTS });
    },
  });
  return (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<IconTrash size={16} />}
      loading={discard.isPending}
      onClick={() => {
        discard.mutate();
      }}
    >
      {t("action.discard")}
    </Button>
  );
}
