import { Select, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../api/contacts";
import type { Contact } from "../api/types";
import { useMay } from "../app/session";
import { LANGUAGES } from "../i18n";
import { useLookup } from "../i18n/lookup";
import { AttributeInput } from "./AttributeInput";
import styles from "./person.module.css";
import { useFieldText } from "./field-value";
import { Panel } from "./Panel";
import { useChangeContact } from "./use-change-contact";

const ZONES = Intl.supportedValuesOf("timeZone");

/** What is known of the person, each value saved as one leaves it. */
export function Details({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const change = useChangeContact(contact.id).mutate;
  const readOnly = !useMay()("manage_contacts");
  const zone = contact.time_zone;
  return (
    <Panel title={t("contacts.details")}>
      <div className={styles.fields}>
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
            if (event.key === "Enter") event.currentTarget.blur();
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
        <Select
          label={t("contact.language")}
          size="sm"
          clearable={!readOnly}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          value={contact.language}
          placeholder={t("contact.noLanguage")}
          readOnly={readOnly}
          onChange={(language) => {
            change({ language: language ?? "" });
          }}
        />
        <Select
          label={t("contacts.column.time_zone")}
          description={zone?.guessed ? t("contacts.guessed") : undefined}
          size="sm"
          searchable
          clearable={!readOnly && zone?.guessed === false}
          data={zone && !ZONES.includes(zone.name) ? [zone.name, ...ZONES] : ZONES}
          value={zone?.name ?? null}
          placeholder={t("contact.noLanguage")}
          readOnly={readOnly}
          onChange={(name) => {
            change({ time_zone: name ?? "" });
          }}
        />
        <AttributeFields contact={contact} readOnly={readOnly} />
      </div>
      <Identifiers contact={contact} />
    </Panel>
  );
}

/** Defined ones to be filled in; others as flows and the API left them. */
function AttributeFields({ contact, readOnly }: { contact: Contact; readOnly: boolean }) {
  const { t } = useTranslation();
  const text = useFieldText();
  const change = useChangeContact(contact.id);
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  const defined = new Set(attributes.map(({ name }) => name));
  const others = Object.entries(contact.fields).filter(([name]) => !defined.has(name));
  return (
    <>
      {attributes.map((attribute) => (
        <AttributeInput
          key={`${attribute.name} ${JSON.stringify(contact.fields[attribute.name])}`}
          attribute={attribute}
          value={contact.fields[attribute.name]}
          readOnly={readOnly}
          onSave={(value) => {
            change.mutate({ fields: { [attribute.name]: value } });
          }}
        />
      ))}
      {others.length > 0 && (
        <dl className={styles.facts} aria-label={t("contact.fields")}>
          {others.map(([name, value]) => (
            <div key={name}>
              <dt className="soft">{name}</dt>
              <dd>{text(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function Identifiers({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const lookup = useLookup();
  return (
    <>
      <h3>{t("contact.identifiers")}</h3>
      <dl className={styles.facts}>
        {contact.identifiers.map(({ kind, value }) => (
          <div key={`${kind} ${value}`}>
            <dt className="soft">{lookup(`identifier.${kind}`) ?? kind}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
