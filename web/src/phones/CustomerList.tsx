import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Customer } from "../api/emulator-types";
import { Initials } from "../app/Initials";
import { RelativeTime } from "../app/RelativeTime";
import { SearchBox } from "../app/SearchBox";
import { useShortcuts } from "../app/shortcuts";
import { AddCustomer } from "./AddCustomer";
import styles from "./phones.module.css";

interface CustomerListProps {
  /** Those that were searched for, the last spoken with first. */
  customers: Customer[];
  search: string | undefined;
  onSearch: (text: string | undefined) => void;
  openId?: string;
}

export function CustomerList({ customers: shown, search, onSearch, openId }: CustomerListProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const move = (step: number) => {
    const index = shown.findIndex(({ id }) => id === openId);
    const next = shown[index === -1 ? 0 : Math.min(Math.max(index + step, 0), shown.length - 1)];
    if (next) void navigate({ to: "/phones/$customerId", params: { customerId: next.id }, replace: true });
  };
  useShortcuts({
    j: () => {
      move(1);
    },
    k: () => {
      move(-1);
    },
    Escape: () => void navigate({ to: "/phones" }),
  });
  return (
    <section className={styles.customers} aria-label={t("phones.listLabel")}>
      <header className={styles.listHeader}>
        <div className={styles.listTitle}>
          <h2>{t("nav.phones")}</h2>
          <Tooltip label={t("phones.add")}>
            <ActionIcon
              variant="default"
              aria-label={t("phones.add")}
              onClick={() => {
                setAdding(true);
              }}
            >
              <IconPlus size={18} />
            </ActionIcon>
          </Tooltip>
        </div>
        <SearchBox label={t("phones.search")} value={search} onChange={onSearch} />
      </header>
      <ul className={styles.rows}>
        {shown.map((customer) => (
          <li key={customer.id}>
            <CustomerRow customer={customer} />
          </li>
        ))}
        {shown.length === 0 && <li className={styles.none}>{t("phones.nothingFound")}</li>}
      </ul>
      <AddCustomer
        opened={adding}
        onClose={() => {
          setAdding(false);
        }}
      />
    </section>
  );
}

function CustomerRow({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const { name, phone, username, last, unread } = customer;
  return (
    <Link to="/phones/$customerId" params={{ customerId: customer.id }} className={styles.row}>
      <Initials name={name} />
      <span className={styles.rowText}>
        <span className={styles.rowLine}>
          <strong className="ellipsis">{name}</strong>
          {last && (
            <span className={`soft small ${styles.time}`}>
              <RelativeTime at={last.at} brief />
            </span>
          )}
        </span>
        <span className={styles.rowLine}>
          <span className="soft ellipsis">{last?.text ?? username ?? `+${phone}`}</span>
          {unread > 0 && (
            <span className={styles.unread}>
              <span aria-hidden>{unread}</span>
              <span className="heard">{t("inbox.unread", { count: unread })}</span>
            </span>
          )}
        </span>
      </span>
    </Link>
  );
}
