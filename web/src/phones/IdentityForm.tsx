import { Button, Modal, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./phones.module.css";

interface IdentityFormProps {
  field: "phone" | "username";
  onSave: (value: string) => void;
  onClose: () => void;
}

/** Another telephone number, or a user name that hides it. */
export function IdentityForm({ field, onSave, onClose }: IdentityFormProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSave(value.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(field === "phone" ? "phones.owner.changeNumber" : "phones.owner.takeUsername")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t(field === "phone" ? "phones.newPhone" : "phones.newUsername")}
          description={t(field === "phone" ? "phones.phoneHint" : "phones.usernameHint")}
          inputMode={field === "phone" ? "tel" : "text"}
          required={field === "username"}
          data-autofocus
          value={value}
          onChange={(event) => {
            setValue(event.currentTarget.value);
          }}
        />
        <Button type="submit">{t("action.save")}</Button>
      </form>
    </Modal>
  );
}
