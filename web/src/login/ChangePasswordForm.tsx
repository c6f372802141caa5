import { Alert, Button, PasswordInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { changePassword, sessionQuery } from "../api/session";
import { useProblemText } from "../app/problem-text";
import styles from "./login.module.css";

const SHORTEST = 10;

/** Used at the door, where the one-time password has to go, and in the settings. */
export function ChangePasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const queries = useQueryClient();
  const [values, setValues] = useState({ current: "", next: "", again: "" });
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      queries.setQueryData(
        sessionQuery.queryKey,
        (old) => old && { ...old, user: { ...old.user, must_change_password: false } },
      );
      setValues({ current: "", next: "", again: "" });
      onDone();
    },
  });
  const tooShort = values.next !== "" && values.next.length < SHORTEST;
  const differs = values.again !== "" && values.again !== values.next;
  const ready = values.current !== "" && values.next.length >= SHORTEST && values.again === values.next;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (ready) change.mutate({ current: values.current, new: values.next });
  };
  const field = (name: keyof typeof values) => ({
    required: true,
    value: values[name],
    visibilityToggleButtonProps: { "aria-label": t("login.showPassword") },
    onChange: (event: { currentTarget: { value: string } }) => {
      setValues({ ...values, [name]: event.currentTarget.value });
    },
  });
  return (
    <form className={styles.form} onSubmit={submit}>
      {change.isError && (
        <Alert color="red" icon={<IconAlertTriangle />} role="alert">
          {words(change.error)}
        </Alert>
      )}
      <PasswordInput label={t("login.current")} name="current" autoComplete="current-password" {...field("current")} />
      <PasswordInput
        label={t("login.new")}
        name="new"
        autoComplete="new-password"
        description={t("login.newHint", { count: SHORTEST })}
        error={tooShort && t("login.newHint", { count: SHORTEST })}
        {...field("next")}
      />
      <PasswordInput
        label={t("login.again")}
        name="again"
        autoComplete="new-password"
        error={differs && t("login.differs")}
        {...field("again")}
      />
      <Button type="submit" size="md" disabled={!ready} loading={change.isPending}>
        {t("login.change")}
      </Button>
    </form>
  );
}
