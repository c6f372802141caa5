// A Flow somebody has open: the screens they came through, and what they typed on each. Where a tap leads is decided by
// the emulator, as it is by Meta on a real phone.
import { initialValues } from "./components";
import type { Scope } from "./expression";
import { type FlowJson, type FlowStep, screenOf, type Values } from "./flow-json";

/** A screen as it stands open. */
export interface OpenScreen {
  id: string;
  data: Values;
  form: Values;
}

/** The screen one sees last. */
export type Session = OpenScreen[];

/** What the screens are after a step: the same one with new data, one that was left before, or one more. */
export function takeStep(flow: FlowJson, session: Session, step: Extract<FlowStep, { state: "open" }>): Session {
  const { screen, data, form } = step;
  const index = session.findIndex(({ id }) => id === screen.id);
  const known = session[index];
  if (known) return [...session.slice(0, index), { ...known, data }];
  const drawn = screenOf(flow, screen.id);
  const typed = Object.keys(form).length > 0 || !drawn ? form : initialValues(drawn, data);
  return [...session, { id: screen.id, data, form: typed }];
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
