import { Button, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { createHook } from "../../api/hooks";
import { IMPORTS } from "../../api/imports";
import type { ImportSubject } from "../../api/types";
import { useAction } from "../../app/notify";
import { Address } from "./Address";
import styles from "./hooks.module.css";

export function CreateHook({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("hooks.create")}
      size="lg"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Form />
    </Modal>
  );
}

/** First who posts what; then the address, this once. */
function Form() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [subject, setSubject] = useState<ImportSubject>("events");
  const create = useAction({
    mutationFn: () => createHook(name.trim(), subject),
    onSuccess: () => queries.invalidateQueries({ queryKey: IMPORTS }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate();
  };
  if (create.data) {
    const { id, path } = create.data;
    return (
      <Address path={path} onClose={() => void navigate({ to: "/imports/hooks/$hookId", params: { hookId: id } })} />
    );
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t("hooks.name")}
        description={t("hooks.nameHint")}
        required
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <SegmentedControl
        aria-label={t("imports.what")}
        value={subject}
        onChange={setSubject}
        data={(["events", "contacts"] as const).map((value) => ({ value, label: t(`imports.subject.${value}`) }))}
      />
      <p className="soft small">{t(`hooks.subjectHint.${subject}`)}</p>
      <Button type="submit" disabled={name.trim() === ""} loading={create.isPending}>
        {t("hooks.create")}
      </Button>
    </form>
  );
}
