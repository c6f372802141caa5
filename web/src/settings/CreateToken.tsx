import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "../api/types";
import { createToken, tokensQuery } from "../api/workspace";
import { useAction } from "../app/notify";
import { ShownOnce } from "../app/ShownOnce";
import { useSession } from "../app/session";
import styles from "./settings.module.css";

export function CreateToken({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("settings.createToken")}
      size="lg"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <TokenForm onClose={onClose} />
    </Modal>
  );
}

/** First what it is for and what it may do; then the token itself, this once. */
function TokenForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const create = useAction({
    mutationFn: () => createToken({ name: name.trim(), permissions: chosen as Permission[] }),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate();
  };
  if (create.data) {
    const { token } = create.data;
    return (
      <ShownOnce
        secret={token}
        title={t("settings.tokenOnce")}
        detail={t("settings.tokenOnceDetail")}
        onClose={onClose}
      />
    );
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t("settings.tokenName")}
        description={t("settings.tokenNameHint")}
        required
        data-autofocus
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <Checkbox.Group label={t("settings.tokenMay")} value={chosen} onChange={setChosen}>
        <div className={styles.permissions}>
          {permissions.map((permission) => (
            <Checkbox key={permission} value={permission} label={t(`permission.${permission}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Button type="submit" disabled={chosen.length === 0 || name.trim() === ""} loading={create.isPending}>
        {t("settings.createToken")}
      </Button>
    </form>
  );
}
