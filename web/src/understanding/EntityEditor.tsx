// One thing of the business: how it is called, and how it is recognised.
import { Button, Group, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteEntity, INTENTS, saveEntity } from "../api/intents";
import type { IntentEntity } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { linesOfValues, valuesOf, type Way, WAYS, wayOf } from "./entity-draft";
import { nameOf } from "./lines";
import styles from "./understanding.module.css";

interface EditorProps {
  /** Absent while it is new. */
  entity?: IntentEntity;
  onSaved: (name: string) => void;
  onDeleted: () => void;
}

export function EntityEditor({ entity, onSaved, onDeleted }: EditorProps) {
  const { t, i18n } = useTranslation();
  const may = useMay()("manage_flows");
  const queries = useQueryClient();
  const [title, setTitle] = useState(entity ? (entity.title[i18n.language] ?? entity.name) : "");
  const [way, setWay] = useState<Way>(entity ? wayOf(entity) : "list");
  const [lines, setLines] = useState(linesOfValues(entity?.values ?? []));
  const [pattern, setPattern] = useState(entity?.pattern ?? "");
  const name = entity?.name ?? nameOf(title);
  const draft: IntentEntity = {
    name,
    title: { ...entity?.title, [i18n.language]: title.trim() },
    values: way === "list" ? valuesOf(lines) : [],
    pattern: way === "pattern" ? pattern.trim() : null,
  };
  const isWhole = name !== "" && wayOf(draft) === way && draft.pattern !== "";
  const save = useAction<IntentEntity>({
    mutationFn: () => saveEntity(draft),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: INTENTS });
      notifyDone(t("understanding.entitySaved", { name }));
      onSaved(name);
    },
  });
  return (
    <section className={styles.editor} aria-label={entity ? entity.name : t("understanding.newEntity")}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) save.mutate();
        }}
      >
        <TextInput
          label={t("understanding.entityTitle")}
          description={name === "" ? t("understanding.entityTitleMeaning") : t("understanding.nameInFlows", { name })}
          maxLength={60}
          readOnly={!may}
          value={title}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
          }}
        />
        <SegmentedControl
          aria-label={t("understanding.recognisedBy")}
          readOnly={!may}
          data={WAYS.map((value) => ({ value, label: t(`understanding.way.${value}`) }))}
          value={way}
          onChange={(value) => {
            setWay(value);
          }}
        />
        <Recognised way={way} lines={lines} pattern={pattern} onLines={setLines} onPattern={setPattern} />
        {may && <Deeds entity={entity} name={name} isWhole={isWhole} isSaving={save.isPending} onDeleted={onDeleted} />}
      </form>
    </section>
  );
}

interface RecognisedProps {
  way: Way;
  lines: string;
  pattern: string;
  onLines: (lines: string) => void;
  onPattern: (pattern: string) => void;
}

function Recognised({ way, lines, pattern, onLines, onPattern }: RecognisedProps) {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  if (way === "marks") return <p>{t("understanding.byMarksMeaning")}</p>;
  if (way === "pattern") {
    return (
      <TextInput
        label={t("understanding.pattern")}
        description={t("understanding.patternMeaning")}
        readOnly={!may}
        value={pattern}
        onChange={(event) => {
          onPattern(event.currentTarget.value);
        }}
      />
    );
  }
  return (
    <Textarea
      label={t("understanding.values")}
      description={t("understanding.valuesMeaning")}
      autosize
      minRows={5}
      maxRows={16}
      readOnly={!may}
      value={lines}
      onChange={(event) => {
        onLines(event.currentTarget.value);
      }}
    />
  );
}

interface DeedsProps {
  entity?: IntentEntity;
  name: string;
  isWhole: boolean;
  isSaving: boolean;
  onDeleted: () => void;
}

function Deeds({ entity, name, isWhole, isSaving, onDeleted }: DeedsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const remove = useAction({
    mutationFn: () => deleteEntity(name),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: INTENTS });
      notifyDone(t("understanding.deleted", { name }));
      onDeleted();
    },
  });
  return (
    <Group justify="space-between">
      <Button type="submit" loading={isSaving} disabled={!isWhole}>
        {t("understanding.saveEntity")}
      </Button>
      {entity && (
        <Button
          variant="default"
          leftSection={<IconTrash size={16} />}
          loading={remove.isPending}
          onClick={() => {
            remove.mutate();
          }}
        >
          {t("understanding.delete")}
        </Button>
      )}
    </Group>
  );
}
