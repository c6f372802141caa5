import { Alert, Button } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyText } from "./CopyText";
import styles from "./dialog.module.css";

interface ShownOnceProps {
  secret: string;
  title: string;
  detail: string;
  onClose: () => void;
}

/** A secret that is shown this once: whoever needs it copies it now. */
export function ShownOnce({ secret, title, detail, onClose }: ShownOnceProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.dialog}>
      <Alert icon={<IconKey />} title={title}>
        {detail}
      </Alert>
      <code className={styles.secret}>{secret}</code>
      <CopyText text={secret} />
      <Button onClick={onClose}>{t("action.done")}</Button>
    </div>
  );
}
