import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { screensFor } from "./navigation";
import { useSession } from "./session";

/** The browser's tab says which screen of which workspace it holds. */
export function useTitle() {
  const { t } = useTranslation();
  const session = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const screen = screensFor(session).findLast(({ to }) => path === to || path.startsWith(`${to}/`));
  const name = t(`nav.${screen?.name ?? "overview"}`);
  useEffect(() => {
    document.title = `${name} · ${session.workspace.name}`;
  }, [name, session.workspace.name]);
}
