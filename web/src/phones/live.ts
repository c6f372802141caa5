// What happens on the simulated phones, as it happens.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { CUSTOMERS, phoneKey } from "../api/emulator";
import { refetchGatherer } from "../api/gather";
import { openStream } from "../api/stream";
import type { PhoneMessage } from "../api/emulator-types";

export function placePhoneMessage(messages: PhoneMessage[], message: PhoneMessage): PhoneMessage[] {
  const others = messages.filter(({ id }) => id !== message.id);
  return [...others, message].sort((a, b) => a.at - b.at);
}

function patchPhone(queries: QueryClient, customerId: string, change: (messages: PhoneMessage[]) => PhoneMessage[]) {
  queries.setQueryData<PhoneMessage[]>(phoneKey(customerId), (old) => old && change(old));
}

export function usePhonesLive() {
  const queries = useQueryClient();
  useEffect(() => {
    const refetchSoon = refetchGatherer(queries);
    const stream = openStream("/emulator/events", {
      message: (data) => {
        const { customer_id, message } = data as { customer_id: string; message: PhoneMessage };
        patchPhone(queries, customer_id, (messages) => placePhoneMessage(messages, message));
        // The last words and the order of the list.
        refetchSoon(CUSTOMERS);
      },
      status: (data) => {
        const { customer_id, id, status } = data as { customer_id: string; id: string; status: PhoneMessage["status"] };
        patchPhone(queries, customer_id, (messages) =>
          messages.map((message) => (message.id === id ? { ...message, status } : message)),
        );
      },
      customer: () => {
        refetchSoon(CUSTOMERS);
      },
      reset: () => void queries.invalidateQueries({ queryKey: ["emulator"] }),
      reconnected: () => void queries.invalidateQueries({ queryKey: ["emulator"] }),
    });
    return stream.close;
  }, [queries]);
}
