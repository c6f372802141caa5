import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { syncTemplates, TEMPLATES } from "../api/templates";
import { notifyDone, useAction } from "../app/notify";
import { RelativeTime } from "../app/RelativeTime";
import { useMay } from "../app/session";
import styles from "./templates.module.css";

/** When Meta's list was looked at last, and the way to look now. */
export function SyncButton({ at }: { at: number | null | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMay()("manage_templates");
  const sync = useAction<{ synced_at: number }>({
    mutationFn: syncTemplates,
    onSuccess: () => {
      notifyDone(t("templates.synced"));
      return queries.invalidateQueries({ queryKey: TEMPLATES });
    },
  });
  return (
    <div className={styles.sync}>
      <span className="soft small">
        {at ? (
          <>
            {t("templates.syncedAt")} <RelativeTime at={at} />
          </>
        ) : (
          t("templates.neverSynced")
        )}
      </span>
      {may && (
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={sync.isPending}
          onClick={() => {
            sync.mutate();
          }}
        >
          {t("templates.sync")}
        </Button>
      )}
    </div>
  );
}
