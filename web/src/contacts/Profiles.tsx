import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contact, Profile } from "../api/types";
import { useMay } from "../app/session";
import forms from "./form.module.css";
import styles from "./person.module.css";
import { Panel } from "./Panel";
import { useChangeContact } from "./use-change-contact";

/** Several people can be behind one phone: the children a parent books for, a couple with one WhatsApp. */
export function Profiles({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const mayChange = useMay()("manage_contacts");
  const change = useChangeContact(contact.id);
  const save = (profiles: Profile[]) => {
    change.mutate(
      { profiles },
      {
        onSuccess: () => {
          setAdding(false);
        },
      },
    );
  };
  if (!mayChange && contact.profiles.length === 0) return null;
  return (
    <Panel
      title={t("contacts.profiles")}
      actions={
        mayChange &&
        !adding && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              setAdding(true);
            }}
          >
            {t("contacts.addProfile")}
          </Button>
        )
      }
    >
      {contact.profiles.length === 0 && !adding && <p className="soft">{t("contacts.noProfiles")}</p>}
      <ul className={styles.profiles}>
        {contact.profiles.map((profile, index) => (
          <li key={`${profile.name} ${profile.note}`}>
            <span>
              <strong>{profile.name}</strong> {profile.note && <span className="soft">{profile.note}</span>}
            </span>
            {mayChange && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("contacts.removeProfile", { name: profile.name })}
                onClick={() => {
                  save(contact.profiles.filter((_, at) => at !== index));
                }}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <ProfileForm
          onAdd={(profile) => {
            save([...contact.profiles, profile]);
          }}
          onCancel={() => {
            setAdding(false);
          }}
        />
      )}
    </Panel>
  );
}

function ProfileForm({ onAdd, onCancel }: { onAdd: (profile: Profile) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  return (
    <form
      className={forms.form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        onAdd({ name: name.trim(), note: note.trim() });
      }}
    >
      <TextInput
        label={t("contact.name")}
        size="sm"
        autoFocus
        maxLength={200}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <TextInput
        label={t("contacts.profileNote")}
        size="sm"
        maxLength={500}
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value);
        }}
      />
      <div className={forms.buttons}>
        <Button size="compact-md" type="submit" disabled={name.trim() === ""}>
          {t("action.save")}
        </Button>
        <Button size="compact-md" variant="default" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
}
