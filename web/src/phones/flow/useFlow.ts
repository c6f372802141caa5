// A Flow that is open on a phone. Each tap goes to the emulator, which asks the business's end-point where it has one.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { actInFlow, flowQuery, openFlow } from "../../api/emulator";
import type { FlowAction, FlowJson, FlowStep } from "./flow-json";
import { resolve, wordsOf } from "./expression";
import { changeForm, scopeOf, type Session, takeStep } from "./session";

interface Opened {
  id: string;
  json: FlowJson;
  screens: Session;
  canGoBack: boolean;
  /** What the business has against what was entered. */
  complaint?: string;
}

export interface OpenedFlow {
  opened: Opened | null;
  isWaiting: boolean;
  error: Error | null;
  change: (name: string, value: unknown) => void;
  run: (action: FlowAction) => void;
  back: () => void;
  retry: () => void;
}

export function useFlow(customerId: string, messageId: string, onCompleted: () => void): OpenedFlow {
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);

  const take = async (step: FlowStep) => {
    if (step.state === "completed") {
      onCompleted();
      return;
    }
    const { json } = await queries.query({ ...flowQuery(step.flow_id), staleTime: 60_000 });
    setOpened((old) => ({
      id: step.session,
      json,
      screens: takeStep(json, old?.screens ?? [], step),
      canGoBack: step.can_go_back,
      complaint: step.error_message,
    }));
  };
  const open = useMutation({ mutationFn: () => openFlow(customerId, messageId).then(take) });
  const act = useMutation({
    mutationFn: ({ action, back }: { action?: FlowAction; back?: boolean }) =>
      actInFlow(opened?.id ?? "", { form: opened?.screens.at(-1)?.form ?? {}, action, back }).then(take),
  });
  const { mutate: openIt } = open;
  useEffect(() => {
    openIt();
  }, [openIt]);

  return {
    opened,
    isWaiting: open.isPending || act.isPending,
    error: open.error ?? act.error,
    change: (name, value) => {
      setOpened((old) => old && { ...old, screens: changeForm(old.screens, name, value) });
    },
    run: (action) => {
      if (action.name === "open_url") openUrl(action, opened?.screens ?? []);
      else act.mutate({ action });
    },
    back: () => {
      act.mutate({ back: true });
    },
    retry: openIt,
  };
}

function openUrl({ url, payload }: FlowAction, screens: Session) {
  const address = wordsOf(resolve(url ?? payload?.url, scopeOf(screens)));
  if (/^https?:\/\//.test(address)) window.open(address, "_blank", "noopener");
}
