// The simulated phones: who they belong to, what is on them, what their owners do.
import { queryOptions } from "@tanstack/react-query";
import { emulatorRequest } from "./client";
import type { Catalog, Customer, CustomerChange, NewCustomer, PhoneMessage, SentFile } from "./emulator-types";
import type { Page } from "./types";
import type { FlowDeed, FlowJson, FlowStep } from "../phones/flow/flow-json";

export const CUSTOMERS = ["emulator", "customers"] as const;
export const phoneKey = (customerId: string) => ["emulator", "phone", customerId] as const;

/** Those a search finds, the phone last spoken with on top; there may be too many to show all. */
export function customersQuery(search?: string) {
  return queryOptions({
    queryKey: [...CUSTOMERS, "list", search ?? ""],
    queryFn: async (): Promise<Customer[]> => {
      const query = new URLSearchParams({ limit: "200", ...(search && { q: search }) });
      return (await emulatorRequest<Page<Customer>>("GET", `/customers?${query}`)).items;
    },
  });
}

export function customerQuery(customerId: string) {
  return queryOptions({
    queryKey: [...CUSTOMERS, customerId],
    queryFn: () => emulatorRequest<Customer>("GET", `/customers/${customerId}`),
  });
}

export function phoneQuery(customerId: string) {
  return queryOptions({
    queryKey: phoneKey(customerId),
    queryFn: async (): Promise<PhoneMessage[]> =>
      (await emulatorRequest<{ items: PhoneMessage[] }>("GET", `/customers/${customerId}/messages`)).items,
  });
}

/** The templates as the emulated account has them, for phones to draw. */
export const simulatedTemplatesQuery = queryOptions({
  queryKey: ["emulator", "templates"],
  queryFn: async (): Promise<SimulatedTemplate[]> =>
    (await emulatorRequest<Page<SimulatedTemplate>>("GET", "/templates")).items,
});

/** In Meta's own words. */
export interface SimulatedTemplate {
  id: string;
  name: string;
  language: string;
  category: string;
  status: string;
  components: Record<string, unknown>[];
  quality?: string;
  rejected_reason?: string;
}

export const catalogQuery = queryOptions({
  queryKey: ["emulator", "catalog"],
  queryFn: () => emulatorRequest<Catalog>("GET", "/catalog"),
});

/** The screens of a WhatsApp Flow. */
export function flowQuery(flowId: string) {
  return queryOptions({
    queryKey: ["emulator", "flow", flowId],
    // Somebody may be writing it: each opening shows its newest screens.
    gcTime: 0,
    queryFn: () => emulatorRequest<{ id: string; json: FlowJson }>("GET", `/flows/${flowId}`),
  });
}

/** The customer taps the button of a message that opens a Flow. */
export function openFlow(customerId: string, messageId: string): Promise<FlowStep> {
  return emulatorRequest("POST", `/customers/${customerId}/flows`, { message_id: messageId });
}

/** The customer does something in a Flow that is open. */
export function actInFlow(sessionId: string, deed: FlowDeed): Promise<FlowStep> {
  return emulatorRequest("POST", `/flow_sessions/${sessionId}`, deed);
}

export function addCustomer(body: NewCustomer): Promise<Customer> {
  return emulatorRequest("POST", "/customers", body);
}

export function changeCustomer(customerId: string, change: CustomerChange): Promise<Customer> {
  return emulatorRequest("PATCH", `/customers/${customerId}`, change);
}

export async function reportBusiness(customerId: string): Promise<void> {
  await emulatorRequest("POST", `/customers/${customerId}/report`);
}

export interface Outgoing {
  message: Record<string, unknown>;
  contextId?: string;
  file?: SentFile;
  /** The advertisement the customer came by. */
  referral?: Record<string, unknown>;
  /** The group it is written in. */
  groupId?: string;
}

export function writeAsCustomer(
  customerId: string,
  { message, contextId, file, referral, groupId }: Outgoing,
): Promise<{ id: string }> {
  return emulatorRequest("POST", `/customers/${customerId}/messages`, {
    message,
    context_id: contextId,
    file,
    referral,
    group_id: groupId,
  });
}

export async function readPhone(customerId: string): Promise<void> {
  await emulatorRequest("POST", `/customers/${customerId}/read`);
}

/** The customer listens to a voice message: the business is told that it was played. */
export async function playVoice(messageId: string): Promise<void> {
  await emulatorRequest("POST", "/plays", { message_id: messageId });
}

/** The customer pays, or fails to pay, what an `order_details` message asks for. */
export async function payOrder(customerId: string, messageId: string, status: "captured" | "failed"): Promise<void> {
  await emulatorRequest("POST", `/customers/${customerId}/payments`, { message_id: messageId, status });
}

/** Keeps a customer's file that is no message of its own. */
export function keepFile(file: SentFile): Promise<{ id: string; sha256: string }> {
  return emulatorRequest("POST", "/media", file);
}
