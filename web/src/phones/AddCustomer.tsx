import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addCustomer, CUSTOMERS } from "../api/emulator";
import { type Profile, PROFILES } from "../api/emulator-types";
import { useAction } from "../app/notify";
import styles from "./phones.module.css";

export function AddCustomer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [profile, setProfile] = useState<Profile>("still");
  const add = useAction({
    mutationFn: () => addCustomer({ name: name.trim(), phone: phone.trim() || undefined, profile }),
    onSuccess: async (customer) => {
      await queries.invalidateQueries({ queryKey: CUSTOMERS });
      onClose();
      await navigate({ to: "/phones/$customerId", params: { customerId: customer.id } });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("phones.add")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          label={t("phones.name")}
          required
          data-autofocus
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <TextInput
          label={t("phones.phone")}
          description={t("phones.phoneHint")}
          inputMode="tel"
          value={phone}
          onChange={(event) => {
            setPhone(event.currentTarget.value);
          }}
        />
        <NativeSelect
          label={t("phones.profile.label")}
          value={profile}
          data={PROFILES.map((value) => ({ value, label: t(`phones.profile.${value}`) }))}
          onChange={(event) => {
            const chosen = PROFILES.find((each) => each === event.currentTarget.value);
            if (chosen) setProfile(chosen);
          }}
        />
        <Button type="submit" loading={add.isPending}>
          {t("phones.add")}
        </Button>
      </form>
    </Modal>
  );
}
