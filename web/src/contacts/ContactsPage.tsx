import { Button } from "@mantine/core";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { contactsQuery } from "../api/contacts";
import { Guarded } from "../app/Guarded";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { AddContact } from "./AddContact";
import { BulkBar } from "./BulkBar";
import { ContactFilters } from "./ContactFilters";
import styles from "./contacts.module.css";
import { ContactTable } from "./ContactTable";
import { isFiltered, toFilter, toOrder } from "./search";
import { useSelection } from "./selection";

export function ContactsPage() {
  return (
    <Guarded permission="read_contacts">
      <ContactList />
    </Guarded>
  );
}

/** Everybody the company knows: found, sorted, chosen, and changed together. */
function ContactList() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/shell/contacts" });
  const filter = toFilter(search);
  const list = useInfiniteQuery(contactsQuery(filter, toOrder(search)));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? undefined;
  const selection = useSelection(JSON.stringify(filter), items, total ?? 0);
  const [adding, setAdding] = useState(false);
  const add = useMay()("manage_contacts") && (
    <Button
      size="compact-md"
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setAdding(true);
      }}
    >
      {t("contacts.add")}
    </Button>
  );
  return (
    <section className={styles.list} aria-label={t("nav.contacts")}>
      <ContactFilters total={total} action={add} />
      {list.isPending && <LoadingRows rows={10} height={40} />}
      {list.isError && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <Nobody filtered={isFiltered(search)} action={add} />}
      {items.length > 0 && (
        <ContactTable
          items={items}
          total={total ?? items.length}
          selection={selection}
          onNearEnd={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        />
      )}
      {selection.count > 0 && <BulkBar selection={selection} filter={filter} />}
      <AddContact
        opened={adding}
        onClose={() => {
          setAdding(false);
        }}
      />
    </section>
  );
}

function Nobody({ filtered, action }: { filtered: boolean; action: ReactNode }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconUsers />}
      title={t(filtered ? "contacts.noneFound" : "contacts.emptyTitle")}
      action={!filtered && action}
    >
      {t(filtered ? "contacts.noneFoundDetail" : "contacts.emptyDetail")}
    </EmptyState>
  );
}
