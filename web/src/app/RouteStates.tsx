import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState, ErrorState } from "./states";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main>
      <h1 className="heard">Recado</h1>
      <EmptyState
        icon={<IconMapOff />}
        title={t("state.notFound")}
        action={
          <Button component={Link} to="/">
            {t("nav.overview")}
          </Button>
        }
      >
        {t("state.notFoundDetail")}
      </EmptyState>
    </main>
  );
}

export function RouteError({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} retry={reset} />;
}
