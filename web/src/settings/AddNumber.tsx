import { Button, Modal, PasswordInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { addNumber, numbersQuery } from "../api/workspace";
import { fieldText } from "../app/form";
import { notifyDone, useAction } from "../app/notify";
import styles from "./settings.module.css";

export function AddNumber({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const add = useAction({
    mutationFn: addNumber,
    onSuccess: () => {
      notifyDone(t("settings.numberAdded"));
      onClose();
      return queries.invalidateQueries({ queryKey: numbersQuery.queryKey });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = (name: string) => fieldText(event.currentTarget, name).trim();
    add.mutate({
      phone_number_id: text("phone_number_id"),
      waba_id: text("waba_id"),
      access_token: text("access_token"),
      display_phone_number: text("display_phone_number") || undefined,
    });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("settings.addNumber")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className="soft">{t("settings.addNumberDetail")}</p>
        <TextInput
          name="phone_number_id"
          label={t("settings.phoneNumberId")}
          required
          inputMode="numeric"
          data-autofocus
        />
        <TextInput name="waba_id" label={t("settings.wabaId")} required inputMode="numeric" />
        <PasswordInput
          name="access_token"
          label={t("settings.accessToken")}
          description={t("settings.accessTokenHint")}
          required
          autoComplete="off"
          visibilityToggleButtonProps={{ "aria-label": t("login.showPassword") }}
        />
        <TextInput
          name="display_phone_number"
          label={t("settings.displayNumber")}
          placeholder="+52 55 1234 5678"
          inputMode="tel"
        />
        <Button type="submit" loading={add.isPending}>
          {t("settings.addNumber")}
        </Button>
      </form>
    </Modal>
  );
}
