// Whom one hopes for more from: an outcome of a campaign as a condition, asked again when the next one leaves.
import type { Condition } from "../../segments/model/condition";

export const OUTCOMES = ["not_delivered", "delivered_not_read", "read_not_replied", "clicked_not_converted"] as const;
export type Outcome = (typeof OUTCOMES)[number];

interface Campaign {
  id: string;
  /** The event that counts as success, and since when. */
  goal?: string;
  since?: string;
}

export function peopleOf(outcome: Outcome, { id, goal = "", since }: Campaign): Condition {
  const did = (what: "was_sent" | "received" | "read" | "clicked"): Condition => ({
    campaign: { did: what, campaign: id },
  });
  const didNot = (what: "received" | "read" | "replied"): Condition => ({ campaign: { did_not: what, campaign: id } });
  switch (outcome) {
    case "not_delivered":
      return { all: [did("was_sent"), didNot("received")] };
    case "delivered_not_read":
      return { all: [did("received"), didNot("read"), didNot("replied")] };
    case "read_not_replied":
      return { all: [did("read"), didNot("replied")] };
    case "clicked_not_converted":
      return { all: [did("clicked"), { did_not: { event: goal, since } }] };
  }
}
