import { Button } from "@mantine/core";
import { IconCode } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../app/states";
import type { Unreadable as Reason } from "./model/document";

/** Text that is no document cannot be drawn; it is mended where it was written. */
export function Unreadable({ error, onText }: { error: Reason; onText: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconCode />}
      title={t("builder.unreadable")}
      action={<Button onClick={onText}>{t("builder.openText")}</Button>}
    >
      {t("flows.line", { line: error.line })}: {error.message}
    </EmptyState>
  );
}
