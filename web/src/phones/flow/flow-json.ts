// A WhatsApp Flow as its JSON describes it. It comes from outside: everything may be missing.

export type Values = Record<string, unknown>;

export interface FlowAction {
  name?: string;
  next?: { type?: string; name?: string };
  payload?: Values;
  url?: string;
}

export interface Choice {
  id: string;
  title?: string;
  description?: string;
  image?: string;
  enabled?: boolean;
}

/** A component. What it has depends on its type; texts may hold bindings, `${data.name}`. */
export interface FlowComponent {
  type: string;
  name?: string;
  text?: unknown;
  label?: unknown;
  title?: unknown;
  description?: unknown;
  "helper-text"?: unknown;
  required?: unknown;
  visible?: unknown;
  enabled?: unknown;
  "init-value"?: unknown;
  "error-message"?: unknown;
  "input-type"?: string;
  "min-chars"?: unknown;
  "max-chars"?: unknown;
  "max-length"?: unknown;
  "min-selected-items"?: unknown;
  "max-selected-items"?: unknown;
  "min-date"?: unknown;
  "max-date"?: unknown;
  "data-source"?: unknown;
  pattern?: string;
  mode?: string;
  src?: unknown;
  images?: unknown;
  "alt-text"?: unknown;
  "list-items"?: unknown;
  "on-click-action"?: FlowAction;
  "on-select-action"?: FlowAction;
  "on-unselect-action"?: FlowAction;
  "left-caption"?: unknown;
  "center-caption"?: unknown;
  "right-caption"?: unknown;
  condition?: unknown;
  then?: FlowComponent[];
  else?: FlowComponent[];
  value?: unknown;
  cases?: Record<string, FlowComponent[] | undefined>;
  children?: FlowComponent[];
  "init-values"?: unknown;
  "error-messages"?: unknown;
}

export interface FlowScreen {
  id: string;
  title?: unknown;
  terminal?: boolean;
  layout?: { children?: FlowComponent[] };
}

export interface FlowJson {
  version?: string;
  data_api_version?: string;
  screens: FlowScreen[];
}

/** What the phone shows after a tap. */
export type FlowStep =
  | {
      state: "open";
      session: string;
      flow_id: string;
      screen: { id: string };
      data: Values;
      form: Values;
      error_message?: string;
      can_go_back: boolean;
    }
  | { state: "completed"; session: string; message_id: string; response: Values };

/** What is done on a screen. */
export interface FlowDeed {
  form: Values;
  action?: FlowAction;
  back?: boolean;
}

const INPUTS = [
  "TextInput",
  "TextArea",
  "Dropdown",
  "RadioButtonsGroup",
  "CheckboxGroup",
  "ChipsSelector",
  "DatePicker",
  "CalendarPicker",
  "OptIn",
  "PhotoPicker",
  "DocumentPicker",
];

export function isInput({ type }: FlowComponent): boolean {
  return INPUTS.includes(type);
}

export function screenOf(flow: FlowJson, id: string | undefined): FlowScreen | undefined {
  return flow.screens.find((screen) => screen.id === id);
}
