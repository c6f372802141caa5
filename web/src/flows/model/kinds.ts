// The kinds of node in one place: a new kind is one entry here. What may stand in each is read from the schema; a kind
// that has no entry is still drawn, connected and edited as text.
import { KIND_KEYS, type Route } from "./schema";
import type { Json, JsonObject } from "./tree";

export const CATEGORIES = ["messages", "questions", "logic", "data", "people"] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Kind {
  category: Category;
  /** The routes that may stand beside it. */
  routes: readonly Route[];
  /** Those that are drawn even when they lead nowhere yet. */
  drawn: readonly Route[];
  /** Settings that are offered at once; the others wait under “add”. */
  basics?: readonly string[];
  /** It speaks to the customer, and is drawn as a bubble. */
  speaks?: boolean;
  /** What a new one holds, by the name it has in the palette. */
  made: Record<string, (words: Words) => Json>;
}

/** The words a new node begins with, in the language of the person who adds it. */
export interface Words {
  text: string;
  question: string;
  button: (number: number) => string;
  open: string;
  thanks: string;
}

const choice = (id: string, title: string): JsonObject => ({ id, title });
const NEXT = ["next"] as const;
const asked =
  (type: string) =>
  (words: Words): Json => ({ text: words.question, type, save_as: type });

export const KINDS: Record<string, Kind | undefined> = {
  say: {
    category: "messages",
    routes: ["next", "otherwise", "on_timeout"],
    drawn: NEXT,
    basics: ["text", "buttons"],
    speaks: true,
    made: {
      text: (words) => ({ text: words.text }),
      buttons: (words) => ({
        text: words.question,
        buttons: [choice("a", words.button(1)), choice("b", words.button(2))],
      }),
      list: (words) => ({
        text: words.question,
        list: {
          button: words.open,
          sections: [{ rows: [choice("a", words.button(1)), choice("b", words.button(2))] }],
        },
      }),
      media: (words) => ({ text: words.text, media: { kind: "image", link: "https://example.com/picture.jpg" } }),
      template: () => ({ template: { name: "" } }),
      link: (words) => ({ text: words.text, link_button: { text: words.open, url: "https://example.com/" } }),
      location: (words) => ({ location: { latitude: 19.4326, longitude: -99.1332, name: words.text } }),
      ask_location: (words) => ({ text: words.question, request_location: true }),
      form: (words) => ({ text: words.text, whatsapp_flow: { flow_name: "", button: words.open } }),
      product: (words) => ({ text: words.text, product: { catalog_id: "", product_id: "" } }),
    },
  },
  ask: {
    category: "questions",
    routes: ["next", "on_timeout", "on_failure"],
    drawn: ["next", "on_failure"],
    basics: ["text", "type", "save_as", "error"],
    speaks: true,
    made: {
      text: (words) => ({ text: words.question, save_as: "answer" }),
      choice: (words) => ({
        text: words.question,
        type: "choice",
        save_as: "choice",
        choices: [choice("a", words.button(1)), choice("b", words.button(2))],
      }),
      yes_no: asked("yes_no"),
      number: asked("number"),
      date: asked("date"),
      time: asked("time"),
      email: asked("email"),
      phone: asked("phone"),
      rating: (words) => ({ text: words.question, type: "rating", maximum: 5, save_as: "rating" }),
      location: asked("location"),
      file: asked("file"),
    },
  },
  wait_for_reply: {
    category: "questions",
    routes: ["next", "on_timeout"],
    drawn: NEXT,
    basics: ["save_as", "timeout"],
    made: { reply: () => ({ save_as: "reply" }) },
  },
  survey: {
    category: "questions",
    routes: ["next", "on_timeout", "on_failure"],
    drawn: NEXT,
    basics: ["text", "kind", "follow_up"],
    speaks: true,
    made: {
      csat: (words) => ({ kind: "csat", text: words.question }),
      nps: (words) => ({ kind: "nps", text: words.question }),
    },
  },
  ask_consent: {
    category: "questions",
    routes: ["next", "otherwise", "on_timeout"],
    drawn: ["next", "otherwise"],
    basics: ["text", "category", "accept", "decline"],
    speaks: true,
    made: { consent: (words) => ({ category: "marketing", text: words.question }) },
  },
  branch: {
    category: "logic",
    routes: ["otherwise"],
    drawn: ["otherwise"],
    made: {
      condition: () => [{ when: "true", go_to: "" }],
      attribute: () => [{ attribute: { field: "city", known: true }, go_to: "" }],
      hours: () => [{ hours: "open", go_to: "" }],
      segment: () => [{ segment: "", go_to: "" }],
      intent: () => [{ intent: "", go_to: "" }],
      window: () => [{ window: "open", go_to: "" }],
    },
  },
  split: {
    category: "logic",
    routes: [],
    drawn: [],
    made: {
      halves: () => [
        { weight: 50, go_to: "" },
        { weight: 50, go_to: "" },
      ],
    },
  },
  wait: {
    category: "logic",
    routes: ["next", "otherwise", "on_timeout"],
    drawn: NEXT,
    made: { time: () => ({ for: "1h" }), event: () => ({ event: "order_paid", timeout: "20h" }) },
  },
  call_flow: {
    category: "logic",
    routes: ["next", "on_timeout", "on_failure"],
    drawn: ["next", "on_failure"],
    made: { flow: () => ({ flow: "" }) },
  },
  go_to: { category: "logic", routes: [], drawn: [], made: { go_to: () => "" } },
  restart: { category: "logic", routes: [], drawn: [], made: { restart: () => ({}) } },
  end: { category: "logic", routes: [], drawn: [], basics: ["outcome"], made: { end: () => ({}) } },
  set_variable: {
    category: "data",
    routes: NEXT,
    drawn: NEXT,
    made: { variable: () => ({ name: "name", value: "" }) },
  },
  set_contact_field: {
    category: "data",
    routes: NEXT,
    drawn: NEXT,
    made: { field: () => ({ field: "city", value: "" }) },
  },
  label: {
    category: "data",
    routes: NEXT,
    drawn: NEXT,
    basics: ["add", "remove"],
    made: { label: () => ({ add: ["new"] }) },
  },
  set_language: { category: "data", routes: NEXT, drawn: NEXT, made: { language: () => "es" } },
  http_request: {
    category: "data",
    routes: ["next", "on_failure"],
    drawn: ["next", "on_failure"],
    basics: ["method", "url", "save_as"],
    made: { request: () => ({ url: "https://example.com/", save_as: "answer" }) },
  },
  knowledge: {
    category: "data",
    routes: ["next", "otherwise"],
    drawn: ["next", "otherwise"],
    made: { answer: () => ({ collection: "questions" }) },
  },
  request_payment: {
    category: "data",
    routes: ["next", "otherwise", "on_timeout", "on_failure"],
    drawn: ["next", "on_timeout", "on_failure"],
    basics: ["text", "reference", "link"],
    speaks: true,
    made: {
      link: (words) => ({
        text: words.text,
        reference: "{{ order_number }}",
        link: { text: words.open, url: "https://example.com/pay" },
      }),
    },
  },
  language_model: {
    category: "data",
    routes: ["next", "otherwise", "on_failure"],
    drawn: ["next", "otherwise", "on_failure"],
    basics: ["instructions", "topics"],
    made: { answer: (words) => ({ instructions: words.text, topics: [words.button(1)] }) },
  },
  hand_over: {
    category: "people",
    routes: [],
    drawn: [],
    basics: ["text", "note", "team"],
    speaks: true,
    made: { person: (words) => ({ text: words.thanks }) },
  },
  assign: {
    category: "people",
    routes: NEXT,
    drawn: NEXT,
    basics: ["team", "person", "note"],
    made: { team: () => ({ team: "" }) },
  },
  notify_staff: {
    category: "people",
    routes: ["next", "on_failure"],
    drawn: NEXT,
    basics: ["to", "text"],
    made: { message: (words) => ({ to: "+34600111222", text: words.text }) },
  },
  start_flow: {
    category: "people",
    routes: ["next", "on_failure"],
    drawn: NEXT,
    made: { flow: () => ({ flow: "", contact: "+34600111222" }) },
  },
};

const UNKNOWN: Kind = {
  category: "logic",
  routes: ["next", "otherwise", "on_timeout", "on_failure"],
  drawn: [],
  made: {},
};

export const kindOf = (key: string): Kind => KINDS[key] ?? UNKNOWN;

/** Something that can be added: a kind, in one of the shapes it begins with. */
export interface Blueprint {
  kind: string;
  shape: string;
  category: Category;
}

/** Only what the schema knows: an older server is offered nothing that it would refuse. */
export const BLUEPRINTS: Blueprint[] = Object.entries(KINDS).flatMap(([kind, entry]) =>
  entry && KIND_KEYS.includes(kind)
    ? Object.keys(entry.made).map((shape) => ({ kind, shape, category: entry.category }))
    : [],
);

export function make({ kind, shape }: Pick<Blueprint, "kind" | "shape">, words: Words): JsonObject {
  return { [kind]: kindOf(kind).made[shape]?.(words) ?? {} };
}
