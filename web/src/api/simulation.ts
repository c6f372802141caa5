// What can be steered in the simulated WhatsApp: time, faults, people, what Meta decides; and what was exchanged.
import { queryOptions } from "@tanstack/react-query";
import { emulatorRequest } from "./client";
import type { Profile } from "./emulator-types";
import type { Page } from "./types";

export interface SimulatedTime {
  now: number;
  /** Simulated seconds in a real one; 0 when time is stopped. */
  speed: number;
  next_due: number | null;
}

export const timeQuery = queryOptions({
  queryKey: ["emulator", "time"],
  queryFn: () => emulatorRequest<SimulatedTime>("GET", "/time"),
  refetchInterval: 5_000,
});

export function changeTime(change: { speed?: number; step_ms?: number; now?: number }): Promise<SimulatedTime> {
  return emulatorRequest("PUT", "/time", change);
}

export type Rates = Record<string, number>;

export interface Faults {
  errors: Rates;
  number_errors: Record<string, Rates>;
  kind_errors: Record<string, Rates>;
  server_error_rate: number;
  lost_answer_rate: number;
  dropped_request_rate: number;
  slow_answer_rate: number;
  slow_answer_ms: number;
  duplicate_rate: number;
  reorder_rate: number;
  reorder_within_ms: number;
  delay_rate: number;
  delay_within_ms: number;
  skip_delivered_rate: number;
  silent_rate: number;
}

export const faultsQuery = queryOptions({
  queryKey: ["emulator", "faults"],
  queryFn: () => emulatorRequest<Faults>("GET", "/faults"),
});

export function setFaults(faults: Partial<Faults>): Promise<Faults> {
  return emulatorRequest("PUT", "/faults", faults);
}

export interface Crowd {
  count: number;
  chatting: number;
  seed?: number;
  profile?: Profile;
}

export function addPeople(crowd: Crowd): Promise<{ added: number; customers: number }> {
  return emulatorRequest("POST", "/population", crowd);
}

export const QUALITIES = ["UNKNOWN", "GREEN", "YELLOW", "RED"] as const;
export const TIERS = ["TIER_250", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED"] as const;

export interface SimulatedNumber {
  phone_number_id: string;
  display_phone_number: string;
  verified_name: string;
  registered: boolean;
  quality: string;
  upgraded: boolean;
}

export const simulatedNumbersQuery = queryOptions({
  queryKey: ["emulator", "numbers"],
  queryFn: async () => (await emulatorRequest<Page<SimulatedNumber>>("GET", "/numbers")).items,
});

export function changeNumber(id: string, change: { quality?: string; registered?: boolean; upgraded?: boolean }) {
  return emulatorRequest<SimulatedNumber>("PATCH", `/numbers/${id}`, change);
}

export interface Account {
  tier: string;
  people_reached: number;
  locked: boolean;
  can_pay: boolean;
  pacing: boolean;
  held: number;
  restrictions: { restriction_type: string; until?: number }[];
}

export const accountQuery = queryOptions({
  queryKey: ["emulator", "account"],
  queryFn: () => emulatorRequest<Account>("GET", "/account"),
});

export function changeAccount(change: Partial<Pick<Account, "tier" | "locked" | "can_pay" | "pacing">>) {
  return emulatorRequest<Account>("PATCH", "/account", change);
}

export function restrictAccount(kind: string, forMs: number | undefined): Promise<Account> {
  return emulatorRequest("PUT", `/account/restrictions/${kind}`, { for_ms: forMs });
}

export function liftRestriction(kind: string): Promise<Account> {
  return emulatorRequest("DELETE", `/account/restrictions/${kind}`);
}

/** Whole numbers and switches, by Meta's names or ours. */
export type Limits = Record<string, number | boolean | string>;

export const limitsQuery = queryOptions({
  queryKey: ["emulator", "limits"],
  queryFn: () => emulatorRequest<Limits>("GET", "/limits"),
});

export function setLimits(limits: Limits): Promise<Limits> {
  return emulatorRequest("PUT", "/limits", limits);
}

export interface TemplateDecision {
  status?: string;
  reason?: string;
  quality?: string;
  category?: string;
  notice?: boolean;
}

export async function decideTemplate(id: string, decision: TemplateDecision): Promise<void> {
  await emulatorRequest("PUT", `/templates/${id}`, decision);
}

export async function sendWebhook(field: string, value: unknown): Promise<void> {
  await emulatorRequest("POST", "/webhooks", { field, value });
}

export interface GraphAnswer {
  /** `null` when the answer was lost. */
  status: number | null;
  body: unknown;
}

export function callGraph(method: string, path: string, body: unknown): Promise<GraphAnswer> {
  return emulatorRequest("POST", "/graph", { method, path, body });
}

export const EXCHANGE_KINDS = ["request", "webhook", "flow_request"] as const;
export type ExchangeKind = (typeof EXCHANGE_KINDS)[number];

export interface ExchangeLine {
  id: number;
  at: number;
  kind: ExchangeKind;
  method: string;
  target: string;
  status: number | null;
  note: string | null;
  summary: string;
  error_code: number | null;
}

export interface Exchange extends Omit<ExchangeLine, "summary" | "error_code"> {
  request: string;
  answer: string;
}

export interface LogSearch {
  kind?: ExchangeKind;
  q?: string;
  troubled?: boolean;
}

/** As many as the emulator keeps; each line is short. */
const MOST_LINES = "2000";

export function logQuery({ kind, q, troubled }: LogSearch) {
  const query = new URLSearchParams({
    newest: "true",
    brief: "true",
    limit: MOST_LINES,
    ...(kind && { kind }),
    ...(q && { q }),
    ...(troubled && { troubled: "true" }),
  });
  return queryOptions({
    queryKey: ["emulator", "log", query.toString()],
    queryFn: async () => (await emulatorRequest<Page<ExchangeLine>>("GET", `/log?${query}`)).items,
    refetchInterval: 3_000,
  });
}

export function exchangeQuery(id: number) {
  return queryOptions({
    queryKey: ["emulator", "exchange", id],
    queryFn: () => emulatorRequest<Exchange>("GET", `/log/${id}`),
    staleTime: Infinity,
  });
}
