import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { customersQuery } from "../../api/emulator";
import type { Customer } from "../../api/emulator-types";
import { Initials } from "../../app/Initials";
import { contactMessage } from "../replies";
import styles from "./sheets.module.css";
import { Sheet } from "./Sheet";

interface ContactSheetProps {
  customer: Customer;
  onSend: (message: Record<string, unknown>) => void;
  onClose: () => void;
}

/** Whom to share: oneself first, then the others. */
export function ContactSheet({ customer, onSend, onClose }: ContactSheetProps) {
  const { t } = useTranslation();
  const others = useQuery(customersQuery()).data?.filter(({ id }) => id !== customer.id) ?? [];
  return (
    <Sheet title={t("phones.attachment.contact")} onClose={onClose}>
      {[customer, ...others.slice(0, 50)].map((person) => (
        <button
          key={person.id}
          type="button"
          className={styles.pickLine}
          onClick={() => {
            onSend(contactMessage(person));
          }}
        >
          <Initials name={person.name} />
          <span>
            {person.name}
            <span className="soft small">+{person.phone}</span>
          </span>
        </button>
      ))}
    </Sheet>
  );
}
