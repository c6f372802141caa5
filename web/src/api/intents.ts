import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client, randomKey, unwrap } from "./client";
import type {
  ExampleMark,
  ImportedIntents,
  Intent,
  IntentCheck,
  IntentEntity,
  IntentExample,
  IntentSuggestion,
  IntentVersion,
  Page,
  PublishedIntents,
  Taught,
  Trained,
  TrainingDiagnosis,
  TrainingRoom,
  TriedSentence,
} from "./types";

export const INTENTS = ["intents"] as const;

export const ENTITIES = [...INTENTS, "entities"] as const;

export const entitiesQuery = queryOptions({
  queryKey: ENTITIES,
  queryFn: (): Promise<Page<IntentEntity>> => unwrap(client.GET("/api/v1/intent-entities")),
});

export function saveEntity(entity: IntentEntity): Promise<IntentEntity> {
  return unwrap(
    client.PUT("/api/v1/intent-entities/{name}", { params: { path: { name: entity.name } }, body: entity }),
  );
}

export async function deleteEntity(name: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/intent-entities/{name}", { params: { path: { name } } }));
}

export const roomQuery = queryOptions({
  queryKey: [...INTENTS, "room"] as const,
  queryFn: (): Promise<TrainingRoom> => unwrap(client.GET("/api/v1/intents")),
});

export function examplesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...INTENTS, "examples", id] as const,
    queryFn: ({ pageParam }): Promise<Page<IntentExample>> =>
      unwrap(
        client.GET("/api/v1/intents/{id}/examples", {
          params: { path: { id }, query: { cursor: pageParam ?? undefined, limit: 200 } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export const suggestionsQuery = queryOptions({
  queryKey: [...INTENTS, "suggestions"] as const,
  queryFn: (): Promise<Page<IntentSuggestion>> =>
    unwrap(client.GET("/api/v1/intents/suggestions", { params: { query: { limit: 100 } } })),
});

export const checksQuery = queryOptions({
  queryKey: [...INTENTS, "checks"] as const,
  queryFn: (): Promise<Page<IntentCheck>> => unwrap(client.GET("/api/v1/intent-checks")),
});

export const versionsQuery = queryOptions({
  queryKey: [...INTENTS, "versions"] as const,
  queryFn: (): Promise<Page<IntentVersion>> => unwrap(client.GET("/api/v1/intents/versions")),
});

export function createIntent(name: string, title: Record<string, string>, lines: string[]): Promise<Intent> {
  return unwrap(
    client.POST("/api/v1/intents", {
      params: { header: { "Idempotency-Key": randomKey() } },
      body: { name, title, examples: lines.map((text) => ({ text })) },
    }),
  );
}

export async function deleteIntent(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/intents/{id}", { params: { path: { id } } }));
}

export function teach(id: string, lines: string[]): Promise<Taught> {
  return unwrap(
    client.POST("/api/v1/intents/{id}/examples", {
      params: { path: { id } },
      body: { examples: lines.map((text) => ({ text })) },
    }),
  );
}

export async function changeExample(id: string, text: string, marks: ExampleMark[]): Promise<void> {
  await unwrap(client.PUT("/api/v1/intent-examples/{id}", { params: { path: { id } }, body: { text, marks } }));
}

export async function deleteExample(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/intent-examples/{id}", { params: { path: { id } } }));
}

export function train(): Promise<Trained> {
  return unwrap(client.POST("/api/v1/intents/train"));
}

export function trySentence(text: string, language: string, published = false): Promise<TriedSentence> {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return unwrap(client.POST("/api/v1/intents/try", { body: { text, published, language, time_zone } }));
}

/** What a customer's message should have been understood as, for whoever trains the bot. */
export async function correctMessage(conversation_id: string, text: string, intent: string): Promise<void> {
  await unwrap(client.POST("/api/v1/intents/corrections", { body: { text, intent, conversation_id } }));
}

export function diagnose(): Promise<TrainingDiagnosis> {
  return unwrap(client.GET("/api/v1/intents/diagnosis"));
}

export function publish(note: string): Promise<PublishedIntents> {
  return unwrap(client.POST("/api/v1/intents/publish", { body: { note } }));
}

export function publishAgain(version: number): Promise<PublishedIntents> {
  return unwrap(client.POST("/api/v1/intents/versions/{version}/publish", { params: { path: { version } } }));
}

export function importSet(files: { name: string; content: string }[]): Promise<ImportedIntents> {
  return unwrap(client.POST("/api/v1/intents/import", { body: { files } }));
}

export async function saveChecks(checks: IntentCheck[]): Promise<void> {
  await unwrap(client.PUT("/api/v1/intent-checks", { body: { checks } }));
}

export async function deleteCheck(text: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/intent-checks", { params: { query: { text } } }));
}

export async function teachSuggestion(id: string, intent: string): Promise<void> {
  await unwrap(client.POST("/api/v1/intents/suggestions/{id}/teach", { params: { path: { id } }, body: { intent } }));
}

export async function dismissSuggestion(id: string): Promise<void> {
  await unwrap(client.DELETE("/api/v1/intents/suggestions/{id}", { params: { path: { id } } }));
}
