import { Button } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "../app/session";
import { EmptyState } from "../app/states";

/** Nobody has written: with the emulator, the next step is to write oneself. */
export function EmptyInbox() {
  const { t } = useTranslation();
  const { emulator, permissions } = useSession();
  const canTry = emulator && permissions.includes("use_emulator");
  return (
    <EmptyState
      icon={<IconInbox />}
      title={t("inbox.emptyTitle")}
      action={
        canTry && (
          <Button component={Link} to="/phones">
            {t("inbox.emptyAction")}
          </Button>
        )
      }
    >
      {t(canTry ? "inbox.emptyDetailEmulator" : "inbox.emptyDetail")}
    </EmptyState>
  );
}
