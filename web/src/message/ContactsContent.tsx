import { IconUserCircle } from "@tabler/icons-react";
import type { SharedContact } from "./meta";
import styles from "./content.module.css";

export function ContactsContent({ contacts }: { contacts: SharedContact[] }) {
  return (
    <div className={styles.cards}>
      {contacts.map((contact, index) => (
        <Contact key={index} contact={contact} />
      ))}
    </div>
  );
}

function Contact({ contact: { name, org, phones = [], emails = [] } }: { contact: SharedContact }) {
  const employer = [org?.title, org?.company].filter(Boolean).join(", ");
  const lines = [employer, ...phones.map(({ phone, wa_id }) => phone ?? wa_id), ...emails.map(({ email }) => email)];
  return (
    <div className={styles.card}>
      <IconUserCircle size={28} stroke={1.5} aria-hidden />
      <div>
        <strong>{name?.formatted_name}</strong>
        {lines.filter(Boolean).map((line, index) => (
          <div key={index} className="soft small">
            {line}
          </div>
        ))}
      </div>
    </div>
  );
}
