// What a component needs around it to be drawn in a test: the kit, a query cache, English words, somebody logged in.
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { sessionQuery } from "./api/session";
import type { Permission, Session } from "./api/types";
import { startTranslations } from "./i18n";

// The kit measures text again when fonts arrive; the test browser has none.
if (!("fonts" in document)) Object.defineProperty(document, "fonts", { value: new EventTarget() });

export async function draw(children: ReactNode, permissions: Permission[] = [], fill?: (queries: QueryClient) => void) {
  await startTranslations();
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  queries.setQueryData(sessionQuery.queryKey, { permissions, user: { id: "me" } } as unknown as Session);
  fill?.(queries);
  return render(
    <QueryClientProvider client={queries}>
      <MantineProvider env="test">{children}</MantineProvider>
    </QueryClientProvider>,
  );
}
