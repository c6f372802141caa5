import { Button, Modal } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CONTACTS, contactsQuery, duplicatesQuery, mergeContacts, unmergeContact } from "../api/contacts";
import type { Contact } from "../api/types";
import { notifyDone, notifyWithUndo, useAction } from "../app/notify";
import { SearchBox } from "../app/SearchBox";
import { Initials } from "../app/Initials";
import forms from "./form.module.css";
import styles from "./person.module.css";

interface MergeProps {
  contact: Contact;
  opened: boolean;
  onClose: () => void;
}

export function MergeContact({ contact, opened, onClose }: MergeProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("contacts.merge")}
      size="lg"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Choice contact={contact} onDone={onClose} />
    </Modal>
  );
}

/** People of the same name are offered first; anybody can be found. */
function Choice({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const { t } = useTranslation();
  const [q, setQ] = useState<string>();
  const suggested = useQuery(duplicatesQuery(contact.id)).data?.items ?? [];
  const found = useInfiniteQuery({ ...contactsQuery({ q }), enabled: q !== undefined }).data?.pages[0]?.items ?? [];
  const offered = (q === undefined ? suggested : found).filter(({ id }) => id !== contact.id).slice(0, 10);
  const merge = useMerge(contact, onDone);
  return (
    <div className={forms.form}>
      <p className="soft">{t("contacts.mergeDetail", { name: contact.name })}</p>
      <SearchBox label={t("contacts.search")} value={q} onChange={setQ} />
      {q === undefined && offered.length > 0 && <h3>{t("contacts.sameName")}</h3>}
      <ul className={styles.offered}>
        {offered.map((other) => (
          <li key={other.id}>
            <Initials name={other.name} size={28} />
            <span>
              <strong>{other.name}</strong>{" "}
              <span className="soft tabular">{other.phone ?? (other.username && `@${other.username}`)}</span>
            </span>
            <Button
              size="compact-sm"
              variant="light"
              loading={merge.isPending && merge.variables.id === other.id}
              onClick={() => {
                merge.mutate(other);
              }}
            >
              {t("contacts.mergeThis")}
            </Button>
          </li>
        ))}
      </ul>
      {offered.length === 0 && (
        <p className="soft">{t(q === undefined ? "contacts.noDuplicates" : "contacts.noneFound")}</p>
      )}
    </div>
  );
}

function useMerge(contact: Contact, onDone: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const unmerge = useUnmerge();
  return useAction({
    mutationFn: (other: Contact) => mergeContacts(contact.id, other.id),
    onSuccess: async (_, other) => {
      onDone();
      await queries.invalidateQueries({ queryKey: CONTACTS });
      notifyWithUndo(t("contacts.merged", { name: other.name }), t("action.undo"), () => {
        unmerge.mutate(other.id);
      });
    },
  });
}

export function useUnmerge() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useAction({
    mutationFn: (gone: string) => unmergeContact(gone),
    onSuccess: async ({ name }) => {
      notifyDone(t("contacts.unmerged", { name }));
      await queries.invalidateQueries({ queryKey: CONTACTS });
    },
  });
}
