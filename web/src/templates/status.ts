// How the standing of a template looks: its colour, never without its word.
import type { Tone } from "../app/Chip";

export function statusTone(status: string): Tone {
  switch (status) {
    case "approved":
      return "ok";
    case "pending":
    case "in_appeal":
      return "accent";
    case "paused":
    case "limit_exceeded":
      return "warn";
    case "rejected":
    case "disabled":
    case "deleted":
    case "locked":
      return "bad";
    default:
      return "plain";
  }
}

export function qualityTone(quality: string): Tone {
  return quality === "green" ? "ok" : quality === "yellow" ? "warn" : quality === "red" ? "bad" : "plain";
}
