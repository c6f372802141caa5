// Campaigns: written, looked at before they leave, launched, watched.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { noteCount } from "../campaigns/model/pace";
import type { Plan } from "../campaigns/model/plan";
import type { Outcome } from "../campaigns/model/retarget";
import type { RecipientQuery } from "../campaigns/report/recipient-search";
import { client, randomKey, unwrap } from "./client";
import type {
  Campaign,
  CampaignPage,
  CampaignPreview,
  CampaignReport,
  CampaignState,
  CampaignTest,
  PreFlight,
  PreFlightPage,
  RecipientPage,
  Results,
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

export function createCampaign(name: string, plan: Plan): Promise<Campaign> {
  return unwrap(client.POST("/api/v1/campaigns", { params: once(), body: { name, plan: plan as never } }));
}

export function saveCampaign(id: string, name: string, plan: Plan): Promise<Campaign> {
  return unwrap(client.PATCH("/api/v1/campaigns/{id}", { ...at(id), body: { name, plan: plan as never } }));
}

export async function deleteCampaign(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/campaigns/{id}", at(id)));
}

/** The same plan as a new draft. */
export function duplicateCampaign(id: string, name: string): Promise<Campaign> {
  const params = { ...once(), path: { id } };
  return unwrap(client.POST("/api/v1/campaigns/{id}/duplicate", { params, body: { name } }));
}

/** A draft to those of whom this became, and the segment of them. */
export function retargetCampaign(id: string, outcome: Outcome, name: string): Promise<Campaign> {
  const params = { ...once(), path: { id } };
  return unwrap(client.POST("/api/v1/campaigns/{id}/retarget", { params, body: { outcome, name } }));
}

/** Sends the message to some of the team; what came of each. */
export async function testCampaign(id: string, test: TestSend): Promise<CampaignTest[]> {
  return (await unwrap(client.POST("/api/v1/campaigns/{id}/test", { ...at(id), body: test }))).items;
}

export interface TestSend {
  variant: number;
  /** Whose values stand in it. */
  values_of?: string;
  contacts: string[];
  phones: string[];
}

/** What an unlaunched plan would do. Asked again after each saving, and never older than the plan. */
const LOOK = [...CAMPAIGNS, "look"] as const;

export function preFlightQuery(id: string) {
  return queryOptions({
    queryKey: [...LOOK, id, "pre-flight"] as const,
    queryFn: (): Promise<PreFlight> => unwrap(client.POST("/api/v1/campaigns/{id}/pre-flight", at(id))),
    retry: false,
    staleTime: 30_000,
  });
}

export function preFlightPeopleQuery(id: string, reason: string) {
  return infiniteQueryOptions({
    queryKey: [...LOOK, id, "people", reason] as const,
    queryFn: ({ pageParam }): Promise<PreFlightPage> =>
      unwrap(
        client.GET("/api/v1/campaigns/{id}/pre-flight/people", {
          params: { path: { id }, query: { reason, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** The message as somebody of the audience gets it; `after` is the person before. Nothing after the last. */
export function previewQuery(id: string, variant: number, after: string | undefined) {
  return queryOptions({
    queryKey: [...LOOK, id, "preview", variant, after] as const,
    queryFn: (): Promise<CampaignPreview | null> =>
      unwrap(client.GET("/api/v1/campaigns/{id}/preview", { params: { path: { id }, query: { variant, after } } })),
    retry: false,
  });
}

export function launchCampaign(id: string, confirm: string | null): Promise<Campaign> {
  return unwrap(client.POST("/api/v1/campaigns/{id}/launch", { ...at(id), body: { confirm } }));
}

export function pauseCampaign(id: string): Promise<Campaign> {
  return unwrap(client.POST("/api/v1/campaigns/{id}/pause", at(id)));
}

export function resumeCampaign(id: string): Promise<Campaign> {
  return unwrap(client.POST("/api/v1/campaigns/{id}/resume", at(id)));
}

export function cancelCampaign(id: string): Promise<Campaign> {
  return unwrap(client.POST("/api/v1/campaigns/{id}/cancel", at(id)));
}

/** Of a campaign or of a series. */
export type PreviewQuery = ReturnType<typeof previewQuery>;

/** What can be sent again with some hope, as new attempts. */
export function retryCampaign(id: string): Promise<Campaign> {
  return unwrap(client.POST("/api/v1/campaigns/{id}/retry", at(id)));
}

export function recipientsQuery(id: string, wanted: RecipientQuery) {
  return infiniteQueryOptions({
    queryKey: [...CAMPAIGNS, "recipients", id, wanted] as const,
    queryFn: ({ pageParam }): Promise<RecipientPage> => {
      const query = { ...wanted, cursor: pageParam, limit: PAGE };
      return unwrap(client.GET("/api/v1/campaigns/{id}/recipients", { params: { path: { id }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function reportQuery(id: string) {
  return queryOptions({
    queryKey: [...CAMPAIGNS, "report", id] as const,
    queryFn: (): Promise<CampaignReport> => unwrap(client.GET("/api/v1/campaigns/{id}/report", at(id))),
  });
}

export function decideRecipient(id: string, position: number, decision: "send_again" | "give_up"): Promise<Campaign> {
  return unwrap(
    client.POST("/api/v1/campaigns/{id}/recipients/{position}/decide", {
      params: { path: { id, position } },
      body: { decision },
    }),
  );
}

/** All campaigns launched since then, side by side. */
export function resultsQuery(from: number, by: "campaign" | "template" | "segment" | "number") {
  return queryOptions({
    queryKey: [...CAMPAIGNS, "results", from, by] as const,
    queryFn: (): Promise<Results> => unwrap(client.GET("/api/v1/results", { params: { query: { from, by } } })),
  });
}
