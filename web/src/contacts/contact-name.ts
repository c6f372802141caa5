import { useTranslation } from "react-i18next";
import type { Contact } from "../api/types";

/** What to call somebody, named or not. */
export function useContactName(): (contact: Contact) => string {
  const { t } = useTranslation();
  return ({ name, phone, username }) => (name === "" ? (phone ?? username ?? t("contacts.nameless")) : name);
}
