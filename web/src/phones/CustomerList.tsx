import { ActionIcon, Button, Modal, TextInput, Tooltip } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { addCustomer, CUSTOMERS } from "../api/emulator";
import type { Customer } from "../api/emulator-types";
import { Initials } from "../app/Initials";
import { useAction } from "../app/notify";
import { RelativeTime } from "../app/RelativeTime";
import { useShortcuts } from "../app/shortcuts";
import styles from "./phones.module.css";

export function CustomerList({ customers, openId }: { customers: Customer[]; openId?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useState("");
  const [adding, setAdding] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const wanted = search.trim().toLowerCase();
  const shown = customers.filter(({ name, phone, username }) =>
    `${name} +${phone} ${username ?? ""}`.toLowerCase().includes(wanted),
  );
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
    "/": () => box.current?.focus(),
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
        <TextInput
          ref={box}
          size="sm"
          type="search"
          aria-label={t("phones.search")}
          placeholder={t("phones.search")}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
          }}
        />
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

function AddCustomer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const add = useAction({
    mutationFn: () => addCustomer({ name: name.trim(), phone: phone.trim() || undefined }),
    onSuccess: async (customer) => {
      await queries.invalidateQueries({ queryKey: CUSTOMERS });
      onClose();
      await navigate({ to: "/phones/$customerId", params: { customerId: customer.id } });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("phones.add")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          label={t("phones.name")}
          required
          data-autofocus
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <TextInput
          label={t("phones.phone")}
          description={t("phones.phoneHint")}
          inputMode="tel"
          value={phone}
          onChange={(event) => {
            setPhone(event.currentTarget.value);
          }}
        />
        <Button type="submit" loading={add.isPending}>
          {t("phones.add")}
        </Button>
      </form>
    </Modal>
  );
}
