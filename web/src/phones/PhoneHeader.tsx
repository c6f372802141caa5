import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconBuildingStore } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer } from "../api/emulator-types";
import styles from "./phones.module.css";

export function PhoneHeader({ customer, business }: { customer: Customer; business?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <header className={styles.phoneHeader}>
      <ActionIcon
        className={styles.back}
        variant="transparent"
        color="white"
        aria-label={t("action.back")}
        onClick={() => void navigate({ to: "/phones" })}
      >
        <IconArrowLeft size={20} />
      </ActionIcon>
      <IconBuildingStore size={24} stroke={1.6} aria-hidden />
      <div className={styles.phoneTitle}>
        <h2 className="ellipsis">{business ?? t("phones.business")}</h2>
        <div className="small ellipsis">
          {t("phones.heldBy", {
            name: customer.name,
            phone: customer.shows_phone ? `+${customer.phone}` : (customer.username ?? ""),
          })}
        </div>
      </div>
    </header>
  );
}
