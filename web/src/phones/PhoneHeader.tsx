import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconBuildingStore } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Outgoing } from "../api/emulator";
import type { Customer } from "../api/emulator-types";
import { OwnerMenu } from "./OwnerMenu";
import styles from "./phone.module.css";

interface PhoneHeaderProps {
  customer: Customer;
  business?: string;
  onWrite: (outgoing: Outgoing) => void;
}

export function PhoneHeader({ customer, business, onWrite }: PhoneHeaderProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = [
    customer.has_blocked && t("phones.state.blocked"),
    !customer.online && t("phones.state.offline"),
    !customer.wants_marketing && t("phones.state.noMarketing"),
  ].filter(Boolean);
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
            phone: customer.shows_phone ? `+${customer.phone}` : `@${customer.username ?? ""}`,
          })}
        </div>
        {state.length > 0 && <div className="small ellipsis">{state.join(" · ")}</div>}
      </div>
      <OwnerMenu customer={customer} onWrite={onWrite} />
    </header>
  );
}
