import { queryOptions } from "@tanstack/react-query";
import { emulatorRequest } from "./client";
import type { Customer, PhoneMessage } from "./emulator-types";
import type { Page } from "./types";

export const CUSTOMERS = ["emulator", "customers"] as const;
export const phoneKey = (customerId: string) => ["emulator", "phone", customerId] as const;

export const customersQuery = queryOptions({
  queryKey: CUSTOMERS,
  queryFn: async (): Promise<Customer[]> => {
    const { items } = await emulatorRequest<Page<Customer>>("GET", "/customers");
    // The phone last spoken with on top.
    return items.sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0));
  },
});

export function phoneQuery(customerId: string) {
  return queryOptions({
    queryKey: phoneKey(customerId),
    queryFn: async (): Promise<PhoneMessage[]> =>
      (await emulatorRequest<{ items: PhoneMessage[] }>("GET", `/customers/${customerId}/messages`)).items,
  });
}

export function addCustomer(body: { name: string; phone?: string }): Promise<Customer> {
  return emulatorRequest("POST", "/customers", body);
}

export function writeAsCustomer(
  customerId: string,
  message: Record<string, unknown>,
  contextId?: string,
): Promise<{ id: string }> {
  return emulatorRequest("POST", `/customers/${customerId}/messages`, { message, context_id: contextId });
}

export async function readPhone(customerId: string): Promise<void> {
  await emulatorRequest("POST", `/customers/${customerId}/read`);
}
