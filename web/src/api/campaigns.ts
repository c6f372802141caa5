// Campaigns: written, looked at before they leave, launched, watched.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { noteCount } from "../campaigns/model/pace";
import type { Plan } from "../campaigns/model/plan";
import { client, randomKey, unwrap } from "./client";
import type {
  Campaign,
  CampaignPage,
  CampaignPreview,
  CampaignState,
  PreFlight,
  PreFlightPeople,
  Recipient,
  RecipientPage,
} from "./types";

export const CAMPAIGNS = ["campaigns"] as const;

export interface CampaignFilter {
  q?: string;
  state?: CampaignState;
}

const PAGE = 100;

function watchPace({ id, state, summary }: Campaign) {
  if (state === "running") noteCount(id, summary.accepted, Date.now());
}

export function campaignListQuery(filter: CampaignFilter) {
  return infiniteQueryOptions({
    queryKey: [...CAMPAIGNS, "list", filter] as const,
    queryFn: async ({ pageParam }): Promise<CampaignPage> => {
      const query = { ...filter, cursor: pageParam, limit: PAGE };
      const page: CampaignPage = await unwrap(client.GET("/api/v1/campaigns", { params: { query } }));
      page.items.forEach(watchPace);
      return page;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function campaignQuery(id: string) {
  return queryOptions({
    queryKey: [...CAMPAIGNS, "one", id] as const,
    queryFn: async (): Promise<Campaign> => {
      const campaign: Campaign = await unwrap(client.GET("/api/v1/campaigns/{id}", at(id)));
      watchPace(campaign);
      return campaign;
    },
  });
}

const once = () => ({ header: { "Idempotency-Key": randomKey() } });
const at = (id: string) => ({ params: { path: { id } } });
const onceAt = (id: string) => ({ params: { path: { id }, ...once() } });

export function createCampaign(name: string, plan: Plan): Promise<Campaign> {
  return unwrap(client.POST("/api/v1/campaigns", { params: once(), body: { name, plan: plan as never } }));
}

export function saveCampaign(id: string, name: string, plan: Plan): Promise<Campaign> {
  return unwrap(client.PATCH("/api/v1/campaigns/{id}", { ...at(id), body: { name, plan: plan as never } }));
}

export async function deleteCampaign(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/campaigns/{id}", at(id)));
}

/** Routes whose description has yet to reach the schema. */
const soon = client as unknown as Record<
  "GET" | "POST",
  <T>(path: string, init: object) => Promise<{ data?: T; error?: unknown; response: Response }>
>;

/** What an unlaunched plan would do. Asked again after each saving, and never older than the plan. */
const LOOK = [...CAMPAIGNS, "look"] as const;

export function preFlightQuery(id: string) {
  return queryOptions({
    queryKey: [...LOOK, id, "pre-flight"] as const,
    queryFn: (): Promise<PreFlight> => unwrap(soon.POST("/api/v1/campaigns/{id}/pre-flight", at(id))),
    retry: false,
    staleTime: 30_000,
  });
}

export function preFlightPeopleQuery(id: string, reason: string) {
  return infiniteQueryOptions({
    queryKey: [...LOOK, id, "people", reason] as const,
    queryFn: ({ pageParam }): Promise<PreFlightPeople> =>
      unwrap(
        soon.GET("/api/v1/campaigns/{id}/pre-flight/people", {
          params: { path: { id }, query: { reason, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** The message as somebody of the audience gets it; `after` is the person before. */
export function previewQuery(id: string, variant: string, after: string | undefined) {
  return queryOptions({
    queryKey: [...LOOK, id, "preview", variant, after] as const,
    queryFn: (): Promise<CampaignPreview> =>
      unwrap(soon.GET("/api/v1/campaigns/{id}/preview", { params: { path: { id }, query: { variant, after } } })),
    retry: false,
  });
}

export async function testCampaign(id: string, variant: string, phone: string): Promise<void> {
  await unwrap(soon.POST("/api/v1/campaigns/{id}/test", { ...at(id), body: { variant, phone } }));
}

export function launchCampaign(id: string, confirm: string | null): Promise<Campaign> {
  return unwrap(soon.POST("/api/v1/campaigns/{id}/launch", { ...at(id), body: { confirm } }));
}

export function pauseCampaign(id: string): Promise<Campaign> {
  return unwrap(soon.POST("/api/v1/campaigns/{id}/pause", at(id)));
}

export function resumeCampaign(id: string): Promise<Campaign> {
  return unwrap(soon.POST("/api/v1/campaigns/{id}/resume", at(id)));
}

export function cancelCampaign(id: string): Promise<Campaign> {
  return unwrap(soon.POST("/api/v1/campaigns/{id}/cancel", at(id)));
}

export function duplicateCampaign(id: string): Promise<Campaign> {
  return unwrap(soon.POST("/api/v1/campaigns/{id}/duplicate", onceAt(id)));
}

/** What can be sent again with some hope, as new attempts. */
export function retryCampaign(id: string): Promise<Campaign> {
  return unwrap(soon.POST("/api/v1/campaigns/{id}/retry", at(id)));
}

/** A draft for the people of whom one hopes for more. */
export function retargetCampaign(id: string, outcome: string): Promise<Campaign> {
  return unwrap(soon.POST("/api/v1/campaigns/{id}/retarget", { ...onceAt(id), body: { outcome } }));
}

export interface RecipientFilter {
  outcome?: Recipient["state"];
  reason?: string;
  variant?: number;
}

export function recipientsQuery(id: string, { outcome, reason, variant }: RecipientFilter) {
  return infiniteQueryOptions({
    queryKey: [...CAMPAIGNS, "recipients", id, outcome, reason, variant] as const,
    queryFn: ({ pageParam }): Promise<RecipientPage> => {
      const query = { state: outcome, reason, variant, cursor: pageParam, limit: PAGE };
      return unwrap(soon.GET("/api/v1/campaigns/{id}/recipients", { params: { path: { id }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export async function decideRecipient(id: string, position: number, decision: "send_again" | "give_up"): Promise<void> {
  await unwrap(
    soon.POST("/api/v1/campaigns/{id}/recipients/{position}/decide", {
      params: { path: { id, position } },
      body: { decision },
    }),
  );
}
