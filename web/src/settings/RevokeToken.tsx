import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiToken } from "../api/types";
import { revokeToken, tokensQuery } from "../api/workspace";
import { notifyDone, useAction } from "../app/notify";
import styles from "./settings.module.css";

/** What uses the token stops at once and nothing brings it back, so its name has to be typed. */
export function RevokeToken({ token, onClose }: { token: ApiToken | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={token !== null}
      onClose={onClose}
      title={t("settings.revokeTitle")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {token && <Confirm token={token} onClose={onClose} />}
    </Modal>
  );
}

function Confirm({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const revoke = useAction({
    mutationFn: () => revokeToken(token.id),
    onSuccess: () => {
      notifyDone(t("settings.revoked"));
      onClose();
      return queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    revoke.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t("settings.revokeDetail")}</p>
      <TextInput
        label={t("settings.revokeType", { name: token.name })}
        data-autofocus
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" color="red" disabled={typed !== token.name} loading={revoke.isPending}>
          {t("settings.revoke")}
        </Button>
      </Group>
    </form>
  );
}
