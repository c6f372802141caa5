import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { callPermissionReply } from "../replies";
import styles from "./sheets.module.css";
import { Sheet } from "./Sheet";

interface CallPermissionProps {
  onSend: (message: Record<string, unknown>) => void;
  onClose: () => void;
}

export function CallPermissionSheet({ onSend, onClose }: CallPermissionProps) {
  const { t } = useTranslation();
  const answer = (accept: boolean) => () => {
    onSend(callPermissionReply(accept, Date.now()));
  };
  return (
    <Sheet title={t("message.open.call_permission_request")} onClose={onClose}>
      <div className={styles.sheetForm}>
        <p>{t("phones.callPermission")}</p>
        <Button onClick={answer(true)}>{t("phones.allow")}</Button>
        <Button variant="default" onClick={answer(false)}>
          {t("phones.refuse")}
        </Button>
      </div>
    </Sheet>
  );
}
