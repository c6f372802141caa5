// One event stream for the whole app: what happens on the server changes the query cache, and with it every screen.
import type { QueryClient } from "@tanstack/react-query";
import { CAMPAIGNS } from "./campaigns";
import { SERIES } from "./series";
import { patchConversation, patchMessage } from "./cache";
import { CONVERSATION_COUNTS, conversationKey } from "./conversations";
import { FLOWS } from "./flows";
import { INTENTS } from "./intents";
import { TEMPLATES } from "./templates";
import { refetchGatherer } from "./gather";
import { IMPORTS } from "./imports";
import { JOURNAL } from "./journal";
import { forgetDraftLike } from "./drafts";
import { threadKey } from "./messages";
import { openStream, type Stream } from "./stream";
import type { Conversation, LiveMessage, Overview, TemplateNotice } from "./types";
import { numbersQuery, overviewQuery } from "./workspace";

/** `tellOfTemplate` puts into words what happened to a template, for people who are not looking at it. */
export function followServer(
  queries: QueryClient,
  me: string,
  tellOfTemplate: (notice: TemplateNotice) => void,
): Stream {
  const refetchSoon = refetchGatherer(queries);
  return openStream("/api/v1/events", {
    conversation: (data) => {
      const conversation = data as Conversation;
      patchConversation(queries, conversation, me);
      refetchSoon(CONVERSATION_COUNTS);
      // The flow's state and the system lines of the thread travel with neither event.
      refetchSoon(conversationKey(conversation.id));
      refetchSoon(threadKey(conversation.id));
    },
    message: (data) => {
      const { conversation_id, message } = data as LiveMessage;
      forgetDraftLike(conversation_id, message);
      patchMessage(queries, conversation_id, message);
    },
    overview: (data) => {
      patchOverview(queries, data as Partial<Overview>);
    },
    journal: (data) => {
      patchOverview(queries, data as Partial<Overview>);
      refetchSoon(JOURNAL);
    },
    flows: () => {
      refetchSoon(FLOWS);
    },
    intents: () => {
      refetchSoon(INTENTS);
    },
    templates: () => {
      refetchSoon(TEMPLATES);
    },
    template: (data) => {
      tellOfTemplate(data as TemplateNotice);
    },
    numbers: () => {
      refetchSoon(numbersQuery.queryKey);
    },
    campaign: (data) => {
      const { id } = data as { id: string };
      refetchSoon([...CAMPAIGNS, "one", id]);
      refetchSoon([...CAMPAIGNS, "list"]);
      refetchSoon(SERIES);
    },
    imports: () => {
      refetchSoon(IMPORTS);
    },
    reset: () => void queries.invalidateQueries(),
    reconnected: () => void queries.invalidateQueries(),
  });
}

function patchOverview(queries: QueryClient, part: Partial<Overview>) {
  queries.setQueryData(overviewQuery.queryKey, (old) => old && { ...old, ...part });
}
