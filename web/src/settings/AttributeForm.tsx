import { Button, Modal, Select, TagsInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery, changeAttribute, createAttribute } from "../api/contacts";
import type { Attribute, AttributeKind } from "../api/types";
import { useAction } from "../app/notify";
import { toName } from "./attribute-name";
import styles from "./settings.module.css";

const KINDS: AttributeKind[] = ["text", "number", "boolean", "date", "date_time", "choice"];

export function AttributeForm({ editing, onClose }: { editing: Attribute | "new" | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={editing !== null}
      onClose={onClose}
      title={t(editing === "new" ? "attributes.create" : "attributes.edit")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {editing !== null && <Fields known={editing === "new" ? undefined : editing} onDone={onClose} />}
    </Modal>
  );
}

/** The name follows the title until somebody writes another; once made, name and kind stay. */
function Fields({ known, onDone }: { known?: Attribute; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [title, setTitle] = useState(known?.title ?? "");
  const [ownName, setOwnName] = useState<string>();
  const [kind, setKind] = useState<AttributeKind>(known?.kind ?? "text");
  const [choices, setChoices] = useState(known?.choices ?? []);
  const name = known?.name ?? ownName ?? toName(title);
  const isChoice = kind === "choice";
  const save = useAction({
    mutationFn: () => {
      const wanted = { title: title.trim(), choices: isChoice ? choices : [] };
      return known
        ? changeAttribute(known.name, isChoice ? wanted : { title: wanted.title })
        : createAttribute({ name, kind, ...wanted });
    },
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: attributesQuery.queryKey });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t("attributes.title")}
        required
        data-autofocus
        maxLength={100}
        value={title}
        onChange={(event) => {
          setTitle(event.currentTarget.value);
        }}
      />
      <TextInput
        label={t("attributes.name")}
        description={t("attributes.nameHint")}
        readOnly={known !== undefined}
        maxLength={63}
        value={name}
        onChange={(event) => {
          setOwnName(event.currentTarget.value);
        }}
      />
      <Select
        label={t("attributes.kind")}
        readOnly={known !== undefined}
        allowDeselect={false}
        data={KINDS.map((value) => ({ value, label: t(`attributes.kinds.${value}`) }))}
        value={kind}
        onChange={(chosen) => {
          setKind(KINDS.find((value) => value === chosen) ?? "text");
        }}
      />
      {isChoice && (
        <TagsInput
          label={t("attributes.choices")}
          description={t("attributes.choicesHint")}
          value={choices}
          onChange={setChoices}
        />
      )}
      <Button
        type="submit"
        loading={save.isPending}
        disabled={title.trim() === "" || name === "" || (isChoice && choices.length === 0)}
      >
        {t("action.save")}
      </Button>
    </form>
  );
}
