import { Button, Menu } from "@mantine/core";
import { IconArrowLeft, IconBan, IconChevronDown, IconGitMerge, IconUserOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { contactQuery } from "../api/contacts";
import type { Contact } from "../api/types";
import { Chip } from "../app/Chip";
import { Guarded } from "../app/Guarded";
import { Initials } from "../app/Initials";
import { notifyWithUndo } from "../app/notify";
import { RelativeTime } from "../app/RelativeTime";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { useContactName } from "./contact-name";
import { ConsentPanel } from "./ConsentPanel";
import styles from "./person.module.css";
import { Details } from "./Details";
import { MergeContact } from "./MergeContact";
import { Profiles } from "./Profiles";
import { Timeline } from "./Timeline";
import { useChangeContact } from "./use-change-contact";

export function PersonPage() {
  const { contactId = "" } = useParams({ strict: false });
  return (
    <Guarded permission="read_contacts">
      <Person key={contactId} id={contactId} />
    </Guarded>
  );
}

function Person({ id }: { id: string }) {
  const navigate = useNavigate();
  const contact = useQuery(contactQuery(id));
  const now = contact.data?.id;
  useEffect(() => {
    // Merged into another: that is who it is now.
    if (now && now !== id) void navigate({ to: "/contacts/$contactId", params: { contactId: now }, replace: true });
  }, [now, id, navigate]);
  if (contact.isPending) return <LoadingRows />;
  if (contact.isError) return <ErrorState error={contact.error} retry={() => void contact.refetch()} />;
  return (
    <div className={styles.person}>
      <PersonHeader contact={contact.data} />
      <div className={styles.columns}>
        <div className={styles.aside}>
          <Details contact={contact.data} />
          <Profiles contact={contact.data} />
          <ConsentPanel contact={contact.data} />
        </div>
        <Timeline id={contact.data.id} />
      </div>
    </div>
  );
}

function PersonHeader({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const name = useContactName()(contact);
  return (
    <header className={styles.personHeader}>
      <Link to="/contacts" className={styles.back}>
        <IconArrowLeft size={18} aria-hidden />
        <span>{t("nav.contacts")}</span>
      </Link>
      <div className={styles.who}>
        <Initials name={name} size={44} />
        <div>
          <h1>{name}</h1>
          <p className="soft">
            {contact.phone && <span className="tabular">{contact.phone}</span>}
            {contact.username && <span>@{contact.username}</span>}
            <span>
              {t("contacts.since")} <RelativeTime at={contact.created_at} />
            </span>
            {contact.blocked && (
              <Chip tone="bad" icon={<IconBan size={14} aria-hidden />}>
                {t("contacts.blocked")}
              </Chip>
            )}
          </p>
        </div>
      </div>
      {useMay()("manage_contacts") && <PersonActions contact={contact} />}
    </header>
  );
}

function PersonActions({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const [merging, setMerging] = useState(false);
  const change = useChangeContact(contact.id);
  const block = (blocked: boolean) => {
    change.mutate(
      { blocked },
      {
        onSuccess: () => {
          notifyWithUndo(t(blocked ? "contacts.wasBlocked" : "contacts.wasUnblocked"), t("action.undo"), () => {
            change.mutate({ blocked: !blocked });
          });
        },
      },
    );
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} />}>
            {t("contacts.actions")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconGitMerge size={16} />}
            onClick={() => {
              setMerging(true);
            }}
          >
            {t("contacts.merge")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUserOff size={16} />}
            onClick={() => {
              block(!contact.blocked);
            }}
          >
            {t(contact.blocked ? "contacts.unblock" : "contacts.block")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MergeContact
        contact={contact}
        opened={merging}
        onClose={() => {
          setMerging(false);
        }}
      />
    </>
  );
}
