import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { logIn, sessionQuery } from "../api/session";
import { fieldText } from "../app/form";
import { useProblemText } from "../app/problem-text";
import styles from "./login.module.css";

export function LoginForm() {
  const { t } = useTranslation();
  const words = useProblemText();
  const queries = useQueryClient();
  const login = useMutation({
    mutationFn: logIn,
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    login.mutate({
      email: fieldText(event.currentTarget, "email"),
      password: fieldText(event.currentTarget, "password"),
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {login.isError && (
        <Alert color="red" icon={<IconAlertTriangle />} role="alert">
          {words(login.error)}
        </Alert>
      )}
      <TextInput name="email" type="email" label={t("login.email")} required autoComplete="username" autoFocus />
      <PasswordInput
        name="password"
        label={t("login.password")}
        required
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("login.showPassword") }}
      />
      <Button type="submit" size="md" loading={login.isPending}>
        {t("login.submit")}
      </Button>
    </form>
  );
}
