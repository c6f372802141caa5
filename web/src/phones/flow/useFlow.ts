// A Flow that is open on a phone, and the end-point behind it where it has one.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { exchangeFlowData } from "../../api/emulator";
import { useProblemText } from "../../app/problem-text";
import type { FlowParameters } from "../../message/meta";
import type { FlowAction, FlowAnswer, FlowJson, Values } from "./flow-json";
import { act, changeForm, follow, openScreen, type Session, type Step } from "./session";

interface FlowInput {
  json: FlowJson;
  flowId: string;
  parameters: FlowParameters;
  customerId: string;
  contextId?: string;
  onFinish: (answers: Values) => void;
}

export interface OpenedFlow {
  session: Session;
  isWaiting: boolean;
  /** What went wrong, for the person who holds the phone. */
  error?: string;
  change: (name: string, value: unknown) => void;
  run: (action: FlowAction) => void;
  back: () => void;
}

export function useFlow({ json, flowId, parameters, customerId, contextId, onFinish }: FlowInput): OpenedFlow {
  const { t } = useTranslation();
  const words = useProblemText();
  const asksFirst = parameters.flow_action === "data_exchange";
  const [session, setSession] = useState<Session>(() => (asksFirst ? [] : firstScreen(json, parameters)));
  const [isWaiting, setWaiting] = useState(asksFirst);
  const [error, setError] = useState<string>();

  const ask = (action: "INIT" | "data_exchange" | "BACK", screen: string, data: Values, from: Session) => {
    setWaiting(true);
    exchangeFlowData(customerId, {
      flow_id: flowId,
      message_id: contextId,
      action,
      screen,
      data,
      flow_token: parameters.flow_token,
    })
      .then((answer: FlowAnswer) => {
        take(follow(json, from, answer));
      })
      .catch((reason: unknown) => {
        setError(words(reason));
      })
      .finally(() => {
        setWaiting(false);
      });
  };

  function take(step: Step) {
    setError(undefined);
    if (step.to === "screen") setSession(step.session);
    else if (step.to === "end") onFinish(step.answers);
    else if (step.to === "endpoint") ask("data_exchange", step.screen, step.payload, session);
    else if (step.to === "url") window.open(step.url, "_blank", "noopener");
    else setError(t("phones.flow.nowhere", { screen: step.missing }));
  }

  const asked = useRef(false);
  useEffect(() => {
    if (!asksFirst || asked.current) return;
    asked.current = true;
    ask("INIT", "", {}, []);
  });

  return {
    session,
    isWaiting,
    error,
    change: (name, value) => {
      setSession((old) => changeForm(old, name, value));
    },
    run: (action) => {
      take(act(json, session, action));
    },
    back: () => {
      setError(undefined);
      setSession((old) => old.slice(0, -1));
    },
  };
}

function firstScreen(json: FlowJson, { flow_action_payload }: FlowParameters): Session {
  const screen = openScreen(json, flow_action_payload?.screen, flow_action_payload?.data);
  return screen ? [screen] : [];
}
