import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../api/contacts";
import type { Contact } from "../api/types";
import { Chip } from "../app/Chip";
import { RelativeTime } from "../app/RelativeTime";
import { LANGUAGES } from "../i18n";
import { type Column, fieldOf } from "./columns";
import { ConsentChip, consentState } from "./ConsentChip";
import { useFieldText } from "./field-value";

export function ContactCell({ contact, column }: { contact: Contact; column: Column }) {
  switch (column) {
    case "phone":
      return <span className="tabular ellipsis">{contact.phone ?? (contact.username && `@${contact.username}`)}</span>;
    case "labels":
      return contact.labels.map((label) => <Chip key={label}>{label}</Chip>);
    case "marketing":
      return <ConsentChip state={consentState(contact, "marketing")} />;
    case "language":
      return <span className="ellipsis">{languageName(contact.language)}</span>;
    case "time_zone":
      return <Zone contact={contact} />;
    case "created_at":
      return <RelativeTime at={contact.created_at} />;
    case "updated_at":
      return <RelativeTime at={contact.updated_at} />;
    default:
      return <FieldCell contact={contact} name={fieldOf(column) ?? ""} />;
  }
}

function languageName(language: string | null): string {
  return (LANGUAGES as Record<string, string>)[language ?? ""] ?? language ?? "";
}

function Zone({ contact: { time_zone } }: { contact: Contact }) {
  const { t } = useTranslation();
  if (!time_zone) return null;
  return (
    <span
      className={time_zone.guessed ? "soft ellipsis" : "ellipsis"}
      title={time_zone.guessed ? t("contacts.guessed") : undefined}
    >
      {time_zone.name.split("/").at(-1)?.replaceAll("_", " ")}
    </span>
  );
}

function FieldCell({ contact, name }: { contact: Contact; name: string }) {
  const attribute = useQuery(attributesQuery).data?.items.find((known) => known.name === name);
  const text = useFieldText();
  return <span className="ellipsis">{text(contact.fields[name], attribute)}</span>;
}
