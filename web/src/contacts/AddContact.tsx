import { Button, Modal, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CONTACTS, createContact } from "../api/contacts";
import { Problem } from "../api/problem";
import { useAction } from "../app/notify";
import { useProblemText } from "../app/problem-text";
import styles from "./form.module.css";

export function AddContact({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("contacts.add")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <ContactForm />
    </Modal>
  );
}

/** Somebody known already is found by the number, in whatever spelling, before a second one is made. */
function ContactForm() {
  const { t } = useTranslation();
  const words = useProblemText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const create = useAction({
    mutationFn: () => createContact({ name: name.trim(), phone: phone.trim(), fields: {}, labels: [] }),
    onSuccess: async (contact) => {
      await queries.invalidateQueries({ queryKey: CONTACTS });
      await navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } });
    },
    onError: () => undefined,
  });
  const problem = create.error instanceof Problem ? create.error : undefined;
  const known = problem?.slug === "contact_exists" ? problem.text("contact_id") : undefined;
  return (
    <form
      className={styles.form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <TextInput
        label={t("contact.name")}
        required
        data-autofocus
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <TextInput
        label={t("identifier.phone")}
        description={t("contacts.phoneHint")}
        required
        type="tel"
        value={phone}
        error={
          known ? (
            <>
              {t("contacts.exists")}{" "}
              <Link to="/contacts/$contactId" params={{ contactId: known }}>
                {t("contacts.openKnown")}
              </Link>
            </>
          ) : (
            create.error && words(create.error)
          )
        }
        onChange={(event) => {
          setPhone(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={create.isPending} disabled={name.trim() === "" || phone.trim() === ""}>
        {t("contacts.add")}
      </Button>
    </form>
  );
}
