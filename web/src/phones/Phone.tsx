// A customer's phone: what the business sent, drawn as WhatsApp draws it, with buttons that can be tapped.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { phoneQuery, readPhone, writeAsCustomer } from "../api/emulator";
import type { Customer, PhoneMessage } from "../api/emulator-types";
import { numbersQuery } from "../api/workspace";
import { useAction } from "../app/notify";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { asMeta, type Interactive } from "../message/meta";
import { ListSheet } from "./ListSheet";
import { PhoneHeader } from "./PhoneHeader";
import { PhoneInput } from "./PhoneInput";
import { PhoneThread } from "./PhoneThread";
import styles from "./phones.module.css";

/** What the customer sends back, and the message it answers. */
export interface Outgoing {
  message: Record<string, unknown>;
  contextId?: string;
}

export function Phone({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const phone = useQuery(phoneQuery(customer.id));
  const number = useSimulatedNumber();
  const [list, setList] = useState<{ interactive: Interactive; contextId: string } | null>(null);
  const write = useAction({
    mutationFn: ({ message, contextId }: Outgoing) => writeAsCustomer(customer.id, message, contextId),
  });
  useReadWhenSeen(customer.id, phone.data ?? []);
  const openList = (message: PhoneMessage) => {
    const { interactive } = asMeta(message.message);
    if (interactive) setList({ interactive, contextId: message.id });
  };

  return (
    <section className={styles.phone} aria-label={t("phones.phoneOf", { name: customer.name })}>
      <PhoneHeader customer={customer} business={number?.verified_name} />
      {phone.isPending && <LoadingRows rows={4} />}
      {phone.isError && <ErrorState error={phone.error} retry={() => void phone.refetch()} />}
      {phone.isSuccess && <PhoneThread messages={phone.data} onWrite={write.mutate} onOpenList={openList} />}
      <PhoneInput name={customer.name} onWrite={write.mutate} />
      {list && (
        <ListSheet
          interactive={list.interactive}
          onClose={() => {
            setList(null);
          }}
          onChoose={(message) => {
            write.mutate({ message, contextId: list.contextId });
            setList(null);
          }}
        />
      )}
    </section>
  );
}

function useSimulatedNumber() {
  const may = useMay()("read_numbers");
  const numbers = useQuery({ ...numbersQuery, enabled: may });
  return numbers.data?.items.find(({ simulated }) => simulated);
}

/** A phone somebody looks at reads what it shows: the business sees blue ticks. */
function useReadWhenSeen(customerId: string, messages: PhoneMessage[]) {
  const isUnread = ({ direction, status }: PhoneMessage) =>
    direction === "to_customer" && ["sent", "delivered"].includes(status);
  // With their statuses: what is only sent cannot be read before it is delivered.
  const unread = messages
    .filter(isUnread)
    .map(({ id, status }) => id + status)
    .join();
  useEffect(() => {
    if (unread === "") return;
    const read = () => {
      // Should it fail, the next message or glance tries again.
      if (document.visibilityState === "visible") readPhone(customerId).catch(() => undefined);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => {
      document.removeEventListener("visibilitychange", read);
    };
  }, [customerId, unread]);
}
