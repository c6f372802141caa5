import { ActionIcon, CopyButton, Select, TagsInput, TextInput, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { changeContact, type ContactChange } from "../api/contacts";
import { conversationKey } from "../api/conversations";
import type { ConversationDetail } from "../api/types";
import { Initials } from "../app/Initials";
import { useAction } from "../app/notify";
import { useMay } from "../app/session";
import { LANGUAGES } from "../i18n";
import { useLookup } from "../i18n/lookup";
import type { Act } from "./actions";
import styles from "./ContactPanel.module.css";
import { FlowStatePanel } from "./FlowStatePanel";
import { WindowChip } from "./WindowChip";

interface PanelProps {
  conversation: ConversationDetail;
  act: Act;
}

/** Who this is, what we know, and where the bot stands with them. */
export function ContactPanel({ conversation, act }: PanelProps) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const { contact, number } = conversation;
  return (
    <aside className={styles.panel} aria-label={t("contact.title")}>
      <div className={styles.head}>
        <Initials name={contact.name} size={56} />
        <NameAndLanguage conversation={conversation} />
      </div>
      <Section title={t("contact.identifiers")}>
        <dl>
          {contact.identifiers.map(({ kind, value }) => (
            <Fact key={`${kind} ${value}`} name={lookup(`identifier.${kind}`) ?? kind}>
              <span className={`tabular ${styles.value}`}>{value}</span>
              <Copy value={value} />
            </Fact>
          ))}
        </dl>
      </Section>
      <Section title={t("contact.conversation")}>
        <dl>
          <Fact name={t("contact.number")}>{number.verified_name || number.display_phone_number}</Fact>
          <Fact name={t("contact.window")}>
            <WindowChip expiresAt={conversation.window_expires_at} long />
          </Fact>
          <Fact name={t("contact.assignee")}>{conversation.assignee?.name ?? t("contact.nobody")}</Fact>
        </dl>
      </Section>
      <Fields fields={contact.fields} />
      <FlowStatePanel session={conversation.session} act={act} />
    </aside>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className="soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Copy({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? "action.copied" : "action.copy")}>
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t("action.copy")} onClick={copy}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

function useChangeContact({ id, contact }: ConversationDetail) {
  const queries = useQueryClient();
  const change = useAction({
    mutationFn: (wanted: ContactChange) => changeContact(contact.id, wanted),
    onSuccess: (saved) => {
      queries.setQueryData<ConversationDetail>(conversationKey(id), (old) => old && { ...old, contact: saved });
    },
  });
  return change.mutate;
}

function NameAndLanguage({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const { contact } = conversation;
  const change = useChangeContact(conversation);
  const readOnly = !useMay()("manage_contacts");
  return (
    <div className={styles.edit}>
      <TextInput
        key={contact.name}
        label={t("contact.name")}
        size="sm"
        defaultValue={contact.name}
        readOnly={readOnly}
        onBlur={(event) => {
          const name = event.currentTarget.value.trim();
          if (name !== "" && name !== contact.name) change({ name });
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <Select
        label={t("contact.language")}
        size="sm"
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        value={contact.language}
        placeholder={t("contact.noLanguage")}
        readOnly={readOnly}
        onChange={(language) => {
          change({ language });
        }}
      />
      <TagsInput
        label={t("contact.labels")}
        size="sm"
        placeholder={contact.labels.length === 0 ? t("contact.addLabel") : undefined}
        value={contact.labels}
        readOnly={readOnly}
        onChange={(labels) => {
          change({ labels });
        }}
      />
    </div>
  );
}

function Fields({ fields }: { fields: Record<string, unknown> }) {
  const { t } = useTranslation();
  const entries = Object.entries(fields);
  return (
    <Section title={t("contact.fields")}>
      {entries.length === 0 ? <p className="soft">{t("contact.noFields")}</p> : <Values values={entries} />}
    </Section>
  );
}

export function Values({ values }: { values: [string, unknown][] }) {
  return (
    <dl>
      {values.map(([name, value]) => (
        <Fact key={name} name={name}>
          {typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value)}
        </Fact>
      ))}
    </dl>
  );
}
