import { Alert, Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy, IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./hooks.module.css";

/** Where the other system posts; the secret in it is shown this once. */
export function Address({ path, onClose }: { path: string; onClose: () => void }) {
  const { t } = useTranslation();
  const address = `${window.location.origin}${path}`;
  return (
    <div className={styles.form}>
      <Alert icon={<IconKey />} title={t("hooks.addressOnce")}>
        {t("hooks.addressOnceDetail")}
      </Alert>
      <code className={styles.address}>{address}</code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            onClick={copy}
          >
            {t(copied ? "action.copied" : "action.copy")}
          </Button>
        )}
      </CopyButton>
      <Button onClick={onClose}>{t("action.done")}</Button>
    </div>
  );
}
