// The tree of conditions as the API takes it (docs/segments.md), and changes of it that leave the old tree as it was.

export type Scalar = string | number | boolean;

/** One test of a value; exactly one of these is there. */
export interface Test {
  is?: Scalar;
  is_not?: Scalar;
  is_one_of?: Scalar[];
  contains?: string;
  starts_with?: string;
  over?: number;
  under?: number;
  at_least?: number;
  at_most?: number;
  since?: string;
  before?: string;
  in_last_days?: number;
  in_next_days?: number;
  known?: boolean;
}

export interface Age {
  in_last_days?: number;
  over_days_ago?: number;
  since?: string;
  before?: string;
  never?: boolean;
}

export interface Is {
  is?: string;
  is_not?: string;
}

export type PropertyTest = Test & { property: string };

export interface Behaviour {
  event: string;
  at_least?: number;
  at_most?: number;
  exactly?: number;
  in_last_days?: number;
  since?: string;
  before?: string;
  where?: PropertyTest[];
  amount?: { currency: string; at_least?: number; at_most?: number };
}

export const OUTCOMES = ["was_sent", "received", "read", "replied", "pressed", "clicked", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of a campaign's message, of any campaign when none is named. */
export interface CampaignOutcome {
  did?: Outcome;
  did_not?: Outcome;
  campaign?: string;
  in_last_days?: number;
}

export interface Leaves {
  attribute: Test & { name: string };
  label: Is;
  language: Is;
  consent: Is & { category: "marketing" | "utility" };
  window: "open" | "closed";
  blocked: boolean;
  created: Age;
  last_message: Age & { by: "customer" | "anyone" };
  did: Behaviour;
  did_not: Behaviour;
  segment: { in?: string; not_in?: string };
  campaign: CampaignOutcome;
}

export type LeafKind = keyof Leaves;
export const GROUP_KINDS = ["all", "any", "none"] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export type Condition = Partial<Leaves> & Partial<Record<GroupKind, Condition[]>>;

/** In the order in which they are offered. */
export const LEAF_KINDS: LeafKind[] = [
  "attribute",
  "label",
  "did",
  "did_not",
  "campaign",
  "last_message",
  "window",
  "consent",
  "language",
  "created",
  "blocked",
  "segment",
];

const BLANKS: Leaves = {
  attribute: { name: "", is: "" },
  label: { is: "" },
  language: { is: "es" },
  consent: { category: "marketing", is: "opted_in" },
  window: "open",
  blocked: false,
  created: { in_last_days: 30 },
  last_message: { by: "customer", in_last_days: 30 },
  did: { event: "" },
  did_not: { event: "" },
  segment: { in: "" },
  campaign: { did: "read" },
};

/** JSON leaves out what is undefined. */
export function withoutTimes(behaviour: Behaviour): Behaviour {
  return { ...behaviour, at_least: undefined, at_most: undefined, exactly: undefined };
}

export const everybody: Condition = { all: [] };

export function blank(kind: LeafKind): Condition {
  return { [kind]: BLANKS[kind] };
}

/** The word a condition stands under. */
export function kindOf(condition: Condition): LeafKind | GroupKind {
  return Object.keys(condition)[0] as LeafKind | GroupKind;
}

export function groupOf(condition: Condition): { kind: GroupKind; children: Condition[] } | undefined {
  const kind = GROUP_KINDS.find((group) => condition[group] !== undefined);
  return kind && { kind, children: condition[kind] ?? [] };
}

export const asGroup = (kind: GroupKind, children: Condition[]): Condition => ({ [kind]: children });

/** A builder's tree has a group at its root. */
export function rooted(condition: Condition): Condition {
  return groupOf(condition) ? condition : { all: [condition] };
}

export const replaced = <Item>(items: Item[], index: number, item: Item): Item[] =>
  items.map((other, place) => (place === index ? item : other));

export const without = <Item>(items: Item[], index: number): Item[] => items.filter((_, place) => place !== index);

/** Where a condition stands, in the words of the server's faults: `all[0].any[1].label`. */
export function placeOf(condition: Condition, above: string): string {
  return above ? `${above}.${kindOf(condition)}` : kindOf(condition);
}
