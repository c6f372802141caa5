// A customer's phone: what the business sent, drawn as WhatsApp draws it, and everything its owner can do with it.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Outgoing, phoneQuery, readPhone, writeAsCustomer } from "../api/emulator";
import type { Customer, PhoneMessage } from "../api/emulator-types";
import { numbersQuery } from "../api/workspace";
import { useNow } from "../app/clock";
import { useAction } from "../app/notify";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { ChatTabs } from "./ChatTabs";
import { groupsOf, messagesIn, pinnedIn } from "./chats";
import { type OpenedSheet, OpenSheet } from "./OpenSheet";
import { PhoneHeader } from "./PhoneHeader";
import { PhoneInput } from "./PhoneInput";
import { PhoneSources } from "./PhoneSources";
import { PhoneThread } from "./PhoneThread";
import { PinnedMessages } from "./PinnedMessages";
import styles from "./phone.module.css";

export function Phone({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const phone = useQuery(phoneQuery(customer.id));
  const number = useSimulatedNumber();
  const [sheet, setSheet] = useState<{ opening: OpenedSheet; contextId?: string } | null>(null);
  const [answering, setAnswering] = useState<PhoneMessage | null>(null);
  const [groupId, setGroupId] = useState<string>();
  const now = useNow();
  const write = useAction({ mutationFn: (outgoing: Outgoing) => writeAsCustomer(customer.id, outgoing) });
  useReadWhenSeen(customer.id, phone.data ?? []);
  const close = () => {
    setSheet(null);
  };
  const writeHere = (outgoing: Outgoing) => {
    write.mutate({ groupId, ...outgoing });
  };
  const send = (outgoing: Outgoing) => {
    writeHere({ contextId: answering?.id, ...outgoing });
    setAnswering(null);
  };
  const messages = messagesIn(phone.data ?? [], groupId);

  return (
    <section className={styles.phone} aria-label={t("phones.phoneOf", { name: customer.name })}>
      <PhoneHeader customer={customer} business={number?.verified_name} onWrite={send} />
      <ChatTabs
        business={number?.verified_name ?? t("phones.business")}
        groups={groupsOf(phone.data ?? [])}
        open={groupId}
        onOpen={(id) => {
          setGroupId(id);
          setAnswering(null);
        }}
      />
      <PinnedMessages messages={pinnedIn(messages, now)} />
      {phone.isPending && <LoadingRows rows={4} />}
      {phone.isError && <ErrorState error={phone.error} retry={() => void phone.refetch()} />}
      {phone.isSuccess && (
        <PhoneSources>
          <PhoneThread
            messages={messages}
            onWrite={writeHere}
            onAnswer={setAnswering}
            onOpen={(opening, contextId) => {
              setSheet({ opening, contextId });
            }}
          />
        </PhoneSources>
      )}
      <PhoneInput
        key={customer.id}
        name={customer.name}
        answering={answering}
        onForget={() => {
          setAnswering(null);
        }}
        onWrite={send}
        onOpen={(opening) => {
          setSheet({ opening });
        }}
      />
      {sheet && (
        <PhoneSources>
          <OpenSheet
            {...sheet}
            customer={customer}
            onClose={close}
            onSend={(message) => {
              writeHere({ message, contextId: sheet.contextId });
              close();
            }}
          />
        </PhoneSources>
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
