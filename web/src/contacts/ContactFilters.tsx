import { ActionIcon, Button, Checkbox, Menu, Select, TextInput, Tooltip } from "@mantine/core";
import { IconColumns3, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../api/contacts";
import type { Attribute } from "../api/types";
import { useFormat } from "../app/format";
import { SearchBox } from "../app/SearchBox";
import { LANGUAGES } from "../i18n";
import { COLUMNS, fieldColumn, useColumnChoice } from "./columns";
import styles from "./contacts.module.css";
import { CONSENT_STATES, type ContactSearch, isFiltered } from "./search";

export function useChangeSearch() {
  const navigate = useNavigate();
  return (change: ContactSearch) => {
    void navigate({ to: "/contacts", search: (old: ContactSearch) => ({ ...old, ...change }), replace: true });
  };
}

export function ContactFilters({ total, action }: { total?: number; action: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const search = useSearch({ from: "/shell/contacts" });
  const change = useChangeSearch();
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  return (
    <header className={styles.filters}>
      <div className={styles.titleRow}>
        <h1>{t("nav.contacts")}</h1>
        <span className="soft tabular" role="status">
          {total !== undefined && t("contacts.total", { count: total, formatted: format.number(total) })}
        </span>
        <span className={styles.spring} />
        <ColumnMenu attributes={attributes} />
        {action}
      </div>
      <div className={styles.filterRow}>
        <SearchBox
          className={styles.search}
          label={t("contacts.search")}
          value={search.q}
          onChange={(q) => {
            change({ q });
          }}
        />
        <Typed
          key={`label ${search.label ?? ""}`}
          label={t("contacts.column.labels")}
          value={search.label}
          onChange={(label) => {
            change({ label });
          }}
        />
        <Select
          className={styles.filter}
          size="sm"
          clearable
          aria-label={t("contacts.column.marketing")}
          placeholder={t("contacts.column.marketing")}
          data={CONSENT_STATES.map((value) => ({ value, label: t(`consent.state.${value}`) }))}
          value={search.marketing ?? null}
          onChange={(state) => {
            change({ marketing: CONSENT_STATES.find((known) => known === state) });
          }}
        />
        <Select
          className={styles.filter}
          size="sm"
          clearable
          aria-label={t("contacts.column.language")}
          placeholder={t("contacts.column.language")}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          value={search.language ?? null}
          onChange={(language) => {
            change({ language: language ?? undefined });
          }}
        />
        {attributes.length > 0 && <AttributeFilter attributes={attributes} />}
        <Checkbox
          size="sm"
          label={t("contacts.blocked")}
          checked={search.blocked === true}
          onChange={(event) => {
            change({ blocked: event.currentTarget.checked || undefined });
          }}
        />
        {isFiltered(search) && <ClearFilters />}
      </div>
    </header>
  );
}

function ClearFilters() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<IconX size={14} />}
      onClick={() => void navigate({ to: "/contacts", search: {}, replace: true })}
    >
      {t("contacts.clearFilters")}
    </Button>
  );
}

/** A filter one types into, taken when one is done. */
function Typed(props: { label: string; value?: string; onChange: (value: string | undefined) => void }) {
  const take = (text: string) => {
    if (text.trim() !== (props.value ?? "")) props.onChange(text.trim() || undefined);
  };
  return (
    <TextInput
      className={styles.filter}
      size="sm"
      aria-label={props.label}
      placeholder={props.label}
      defaultValue={props.value}
      onBlur={(event) => {
        take(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") take(event.currentTarget.value);
      }}
    />
  );
}

function AttributeFilter({ attributes }: { attributes: Attribute[] }) {
  const { t } = useTranslation();
  const search = useSearch({ from: "/shell/contacts" });
  const change = useChangeSearch();
  const attribute = attributes.find(({ name }) => name === search.attribute);
  const choices =
    attribute?.kind === "boolean"
      ? [
          { value: "true", label: t("contacts.yes") },
          { value: "false", label: t("contacts.no") },
        ]
      : attribute?.choices;
  return (
    <>
      <Select
        className={styles.filter}
        size="sm"
        clearable
        aria-label={t("contacts.attribute")}
        placeholder={t("contacts.attribute")}
        data={attributes.map(({ name, title }) => ({ value: name, label: title }))}
        value={attribute?.name ?? null}
        onChange={(name) => {
          change({ attribute: name ?? undefined, value: undefined });
        }}
      />
      {attribute && choices && choices.length > 0 && (
        <Select
          className={styles.filter}
          size="sm"
          clearable
          aria-label={attribute.title}
          placeholder={t("contacts.anyValue")}
          data={choices}
          value={search.value ?? null}
          onChange={(value) => {
            change({ value: value ?? undefined });
          }}
        />
      )}
      {attribute && !choices?.length && (
        <Typed
          key={`${attribute.name} ${search.value ?? ""}`}
          label={t("contacts.anyValue")}
          value={search.value}
          onChange={(value) => {
            change({ value });
          }}
        />
      )}
    </>
  );
}

function ColumnMenu({ attributes }: { attributes: Attribute[] }) {
  const { t } = useTranslation();
  const [chosen, choose] = useColumnChoice();
  const columns = [
    ...COLUMNS.map((column) => ({ value: column, label: t(`contacts.column.${column}`) })),
    ...attributes.map(({ name, title }) => ({ value: fieldColumn(name), label: title })),
  ];
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label={t("contacts.columns")}>
          <ActionIcon variant="default" size="lg" aria-label={t("contacts.columns")}>
            <IconColumns3 size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map(({ value, label }) => {
          const shown = chosen.includes(value);
          return (
            <Menu.Item
              key={value}
              role="menuitemcheckbox"
              aria-checked={shown}
              leftSection={<Checkbox.Indicator checked={shown} size="xs" />}
              onClick={() => {
                choose(shown ? chosen.filter((column) => column !== value) : [...chosen, value]);
              }}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
