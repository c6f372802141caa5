// What happens on the simulated phones, as it happens.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { CUSTOMERS, phoneKey } from "../api/emulator";
import { openStream } from "../api/stream";
import type { Customer, Page, PhoneMessage } from "../api/types";

export function placePhoneMessage(messages: PhoneMessage[], message: PhoneMessage): PhoneMessage[] {
  const others = messages.filter(({ id }) => id !== message.id);
  return [...others, message].sort((a, b) => a.at - b.at);
}

/** The phone last spoken with on top, as on any phone. */
export function placeCustomer(customers: Customer[], customer: Customer): Customer[] {
  const others = customers.filter(({ id }) => id !== customer.id);
  return [...others, customer].sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0));
}

function patchPhone(queries: QueryClient, customerId: string, change: (messages: PhoneMessage[]) => PhoneMessage[]) {
  queries.setQueryData<PhoneMessage[]>(phoneKey(customerId), (old) => old && change(old));
}

export function usePhonesLive() {
  const queries = useQueryClient();
  useEffect(() => {
    const stream = openStream("/emulator/events", {
      message: (data) => {
        const { customer_id, message } = data as { customer_id: string; message: PhoneMessage };
        patchPhone(queries, customer_id, (messages) => placePhoneMessage(messages, message));
      },
      status: (data) => {
        const { customer_id, id, status } = data as { customer_id: string; id: string; status: PhoneMessage["status"] };
        patchPhone(queries, customer_id, (messages) =>
          messages.map((message) => (message.id === id ? { ...message, status } : message)),
        );
      },
      customer: (data) => {
        const { customer } = data as { customer: Customer };
        queries.setQueryData<Page<Customer>>(
          CUSTOMERS,
          (old) => old && { ...old, items: placeCustomer(old.items, customer) },
        );
      },
      reset: () => void queries.invalidateQueries({ queryKey: ["emulator"] }),
      reconnected: () => void queries.invalidateQueries({ queryKey: ["emulator"] }),
    });
    return stream.close;
  }, [queries]);
}
