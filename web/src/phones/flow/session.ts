// A Flow somebody has open: the screens they came through, what they typed on each, and where an action leads.
import { initialValues } from "./components";
import { resolve, type Scope } from "./expression";
import { type FlowAction, type FlowAnswer, type FlowJson, type FlowScreen, screenOf, type Values } from "./flow-json";

/** A screen as it stands open. */
export interface OpenScreen {
  id: string;
  data: Values;
  form: Values;
}

/** The screen one sees last. */
export type Session = OpenScreen[];

/** What has to happen after an action was tapped. */
export type Step =
  | { to: "screen"; session: Session }
  | { to: "end"; answers: Values }
  | { to: "endpoint"; screen: string; payload: Values }
  | { to: "url"; url: string }
  | { to: "nowhere"; missing: string };

/** The examples of a screen's data, which stand in for what nobody has sent. */
function exampleData(screen: FlowScreen): Values {
  const examples = Object.entries(screen.data ?? {}).map(([name, model]) => [name, model?.__example__] as const);
  return Object.fromEntries(examples.filter(([, example]) => example !== undefined));
}

export function openScreen(flow: FlowJson, id: string | undefined, given: Values | undefined): OpenScreen | undefined {
  const screen = id === undefined ? flow.screens[0] : screenOf(flow, id);
  if (!screen) return undefined;
  const data = given && Object.keys(given).length > 0 ? given : exampleData(screen);
  return { id: screen.id, data, form: initialValues(screen, data) };
}

/** What bindings mean on the screen that is open. */
export function scopeOf(session: Session): Scope {
  const open = session.at(-1);
  const screens = session.map(({ id, data, form }) => [id, { data, form }] as const);
  return { data: open?.data ?? {}, form: open?.form ?? {}, screen: Object.fromEntries(screens) };
}

export function changeForm(session: Session, name: string, value: unknown): Session {
  return session.map((screen, index) =>
    index === session.length - 1 ? { ...screen, form: { ...screen.form, [name]: value } } : screen,
  );
}

export function act(flow: FlowJson, session: Session, action: FlowAction): Step {
  const scope = scopeOf(session);
  const payload = (resolve(action.payload ?? {}, scope) ?? {}) as Values;
  switch (action.name) {
    case "navigate": {
      const next = openScreen(flow, action.next?.name ?? "", payload);
      return next ? { to: "screen", session: [...session, next] } : { to: "nowhere", missing: action.next?.name ?? "" };
    }
    case "data_exchange":
      return { to: "endpoint", screen: session.at(-1)?.id ?? "", payload };
    case "complete":
      return { to: "end", answers: payload };
    case "update_data": {
      const changed = session.map((screen, index) =>
        index === session.length - 1 ? { ...screen, data: { ...screen.data, ...payload } } : screen,
      );
      return { to: "screen", session: changed };
    }
    case "open_url":
      return { to: "url", url: String(resolve(action.url ?? payload.url ?? "", scope)) };
    default:
      return { to: "nowhere", missing: action.name ?? "" };
  }
}

/** Where the end-point's answer leads: another screen, the same one with new data, or the end. */
export function follow(flow: FlowJson, session: Session, answer: FlowAnswer): Step {
  const { screen: id = "", data = {} } = answer;
  if (id === "SUCCESS") {
    const response = data.extension_message_response as { params?: Values } | undefined;
    return { to: "end", answers: response?.params ?? {} };
  }
  const open = session.at(-1);
  if (open?.id === id) {
    const changed: OpenScreen = { ...open, data: { ...open.data, ...data } };
    return { to: "screen", session: [...session.slice(0, -1), changed] };
  }
  const next = openScreen(flow, id, data);
  return next ? { to: "screen", session: [...session, next] } : { to: "nowhere", missing: id };
}
