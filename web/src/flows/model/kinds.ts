// The kinds of node in one place: a new kind is one entry here. What may stand in each is read from the schema; a kind
// that has no entry is still drawn, connected and edited as text.
import type { Route } from "./schema";
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
      number: (words) => ({ text: words.question, type: "number", save_as: "number" }),
      email: (words) => ({ text: words.question, type: "email", save_as: "email" }),
      date: (words) => ({ text: words.question, type: "date", save_as: "date" }),
      choice: (words) => ({
        text: words.question,
        type: "choice",
        save_as: "choice",
        choices: [choice("a", words.button(1)), choice("b", words.button(2))],
      }),
    },
  },
  wait_for_reply: {
    category: "questions",
    routes: ["next", "on_timeout"],
    drawn: NEXT,
    basics: ["save_as", "timeout"],
    made: { reply: () => ({ save_as: "reply" }) },
  },
  branch: {
    category: "logic",
    routes: ["otherwise"],
    drawn: ["otherwise"],
    made: { condition: () => [{ when: "true", go_to: "" }] },
  },
  go_to: { category: "logic", routes: [], drawn: [], made: { go_to: () => "" } },
  end: { category: "logic", routes: [], drawn: [], basics: ["outcome"], made: { end: () => ({}) } },
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
  http_request: {
    category: "data",
    routes: ["next", "on_failure"],
    drawn: ["next", "on_failure"],
    basics: ["method", "url", "save_as"],
    made: { request: () => ({ url: "https://example.com/", save_as: "answer" }) },
  },
  hand_over: {
    category: "people",
    routes: [],
    drawn: [],
    basics: ["text", "note"],
    speaks: true,
    made: { person: (words) => ({ text: words.thanks }) },
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

export const BLUEPRINTS: Blueprint[] = Object.entries(KINDS).flatMap(([kind, entry]) =>
  entry ? Object.keys(entry.made).map((shape) => ({ kind, shape, category: entry.category })) : [],
);

export function make({ kind, shape }: Pick<Blueprint, "kind" | "shape">, words: Words): JsonObject {
  return { [kind]: kindOf(kind).made[shape]?.(words) ?? {} };
}
