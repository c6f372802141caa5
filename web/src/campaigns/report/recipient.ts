// How the standing of one row of the ledger looks.
import type { Recipient } from "../../api/types";
import type { Tone } from "../../app/Chip";

export function toneOf(state: string): Tone {
  switch (state) {
    case "delivered":
    case "read":
      return "ok";
    case "accepted":
    case "sent":
    case "sending":
      return "accent";
    case "failed":
    case "rejected":
      return "bad";
    case "uncertain":
    case "undecided":
      return "warn";
    default:
      return "plain";
  }
}

/** The last thing that happened to it. */
export function momentOf(recipient: Recipient): number | undefined {
  const { read_at, delivered_at, failed_at, sent_at, accepted_at } = recipient;
  return read_at ?? delivered_at ?? failed_at ?? sent_at ?? accepted_at ?? undefined;
}
