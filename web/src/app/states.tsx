// What a screen shows when it has nothing to show: still loading, empty, broken, not allowed.
import { Button, Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconLock, IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "../api/types";
import { useProblemText } from "./problem-text";
import styles from "./states.module.css";

export function LoadingRows({ rows = 8, height = 56 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.loading} role="status" aria-label={t("state.loading")}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </div>
  );
}

interface StateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: what this place is for, and the one next step. */
export function EmptyState({ icon, title, children, action }: StateProps) {
  return (
    <div className={styles.state}>
      <div className={styles.icon} aria-hidden>
        {icon}
      </div>
      <h2>{title}</h2>
      {children && <p className="soft">{children}</p>}
      {action}
    </div>
  );
}

/** What happened, what it means, and a way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  return (
    <div role="alert">
      <EmptyState
        icon={<IconAlertTriangle />}
        title={t("state.error")}
        action={
          retry && (
            <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={retry}>
              {t("action.retry")}
            </Button>
          )
        }
      >
        {words(error)}
      </EmptyState>
    </div>
  );
}

export function NoPermission({ permission }: { permission: Permission }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<IconLock />} title={t("state.noPermission")}>
      {t("state.noPermissionDetail", { permission: t(`permission.${permission}`) })}
    </EmptyState>
  );
}
