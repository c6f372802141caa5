import { Button, Text, TextInput } from "@mantine/core";
import { IconArrowLeft, IconSearch, IconSend2, IconTemplateOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail, MessageContent, Template } from "../api/types";
import { templatesQuery } from "../api/templates";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { MessageView } from "../message/MessageView";
import { asMeta } from "../message/meta";
import { bodyOf, templateMessage, type Values, type Variable, variablesOf } from "../message/template";
import { TemplateOptions } from "../templates/TemplateOptions";
import { lastUsedFirst, prefill, rememberUse } from "./template-choice";
import styles from "./TemplatePicker.module.css";

interface PickerProps {
  conversation: ConversationDetail;
  onSend: (content: MessageContent) => void;
}

/** Choose an approved template, fill it in, see what the customer will see, send. */
export function TemplatePicker({ conversation, onSend }: PickerProps) {
  const [chosen, setChosen] = useState<Template | null>(null);
  if (!chosen) return <TemplateList numberId={conversation.number.id} onChoose={setChosen} />;
  return (
    <FillIn
      template={chosen}
      conversation={conversation}
      onBack={() => {
        setChosen(null);
      }}
      onSend={(content) => {
        rememberUse(chosen);
        onSend(content);
        setChosen(null);
      }}
    />
  );
}

function TemplateList({ numberId, onChoose }: { numberId: string; onChoose: (template: Template) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const templates = useQuery(templatesQuery(numberId));
  if (templates.isPending) return <LoadingRows rows={3} height={40} />;
  if (templates.isError) return <ErrorState error={templates.error} retry={() => void templates.refetch()} />;
  const approved = templates.data.items.filter(({ status }) => status === "approved");
  if (approved.length === 0) {
    return (
      <EmptyState icon={<IconTemplateOff />} title={t("template.noneTitle")}>
        {t("template.noneDetail")}
      </EmptyState>
    );
  }
  const wanted = search.trim().toLowerCase();
  const shown = lastUsedFirst(approved).filter((template) =>
    `${template.name} ${bodyOf(template)}`.toLowerCase().includes(wanted),
  );
  return (
    <div className={styles.picker}>
      <TextInput
        size="sm"
        type="search"
        aria-label={t("template.search")}
        placeholder={t("template.search")}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
        }}
      />
      <div className={styles.templates}>
        <TemplateOptions
          templates={shown}
          detail={({ language, category }) => `${language} · ${category.toLowerCase()}`}
          onChoose={onChoose}
        />
        {shown.length === 0 && <Text c="dimmed">{t("template.nothingFound")}</Text>}
      </div>
    </div>
  );
}

interface FillInProps extends PickerProps {
  template: Template;
  onBack: () => void;
}

function FillIn({ template, conversation, onBack, onSend }: FillInProps) {
  const { t } = useTranslation();
  const variables = variablesOf(template);
  const [values, setValues] = useState<Values>(() => prefill(variables, conversation.contact));
  const content = templateMessage(template, values);
  const complete = variables.every(({ key }) => (values[key] ?? "").trim() !== "");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (complete) onSend({ ...content });
  };
  return (
    <form className={styles.fillIn} onSubmit={submit}>
      <div className={styles.variables}>
        {variables.map((variable, index) => (
          <VariableInput
            key={variable.key}
            variable={variable}
            autoFocus={index === 0}
            value={values[variable.key] ?? ""}
            onChange={(value) => {
              setValues({ ...values, [variable.key]: value });
            }}
          />
        ))}
        <div className={styles.buttons}>
          <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
            {t("action.back")}
          </Button>
          <Button
            type="submit"
            leftSection={<IconSend2 size={16} />}
            disabled={!complete}
            autoFocus={variables.length === 0}
          >
            {t("template.send")}
          </Button>
        </div>
        {!complete && <p className="soft small">{t("template.fillAll")}</p>}
      </div>
      <div className={styles.preview} aria-label={t("template.preview")} role="group">
        <MessageView message={asMeta(content)} template={template} side="right" />
      </div>
    </form>
  );
}

interface VariableInputProps {
  variable: Variable;
  value: string;
  autoFocus: boolean;
  onChange: (value: string) => void;
}

function VariableInput({ variable, value, autoFocus, onChange }: VariableInputProps) {
  const { t } = useTranslation();
  const { place, name, media, example } = variable;
  const label = media
    ? t("template.mediaLink", { kind: t(`message.${name as "image"}`) })
    : t(`template.${place}Variable`, { name });
  return (
    <TextInput
      size="sm"
      label={label}
      type={media ? "url" : "text"}
      placeholder={example}
      data-autofocus={autoFocus || undefined}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
