import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/emulator-types";
import { contactMessage } from "../replies";
import styles from "./sheets.module.css";
import { Sheet } from "./Sheet";

interface ShareContactProps {
  customer: Customer;
  onSend: (message: Record<string, unknown>) => void;
  onClose: () => void;
}

/** The business asks somebody with a username for the telephone number. */
export function ShareContactSheet({ customer, onSend, onClose }: ShareContactProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={t("message.open.request_contact_info")} onClose={onClose}>
      <div className={styles.sheetForm}>
        <p>{t("phones.shareNumber", { phone: `+${customer.phone}` })}</p>
        <Button
          onClick={() => {
            onSend(contactMessage(customer, true));
          }}
        >
          {t("phones.share")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("phones.refuse")}
        </Button>
      </div>
    </Sheet>
  );
}
