import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { whenLoggedOut } from "../api/client";
import { isTransient } from "../api/problem";
import { makeRouter } from "./router";
import { cssVariables, theme } from "./theme";

function makeQueries() {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: (count, error) => count < 2 && isTransient(error) } },
  });
}

function toLogIn() {
  const here = window.location.pathname + window.location.search;
  if (window.location.pathname !== "/login") window.location.assign(`/login?next=${encodeURIComponent(here)}`);
}

export function App() {
  const [queries] = useState(makeQueries);
  const [router] = useState(() => makeRouter(queries));
  whenLoggedOut(toLogIn);
  return (
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
