// What the states of an import mean on the screen.
import type { Tone } from "../app/Chip";
import type { Import } from "../api/types";

type State = Import["state"];

export const TONES: Record<State, Tone> = {
  uploaded: "plain",
  checking: "accent",
  running: "accent",
  finished: "ok",
  cancelled: "warn",
  failed: "bad",
  undoing: "accent",
  undone: "plain",
};

export function isAtWork(state: State): boolean {
  return state === "checking" || state === "running" || state === "undoing";
}

/** Between 0 and 1; an undo counts down. */
export function share({ state, rows_done, rows_total, counts }: Import): number {
  const taken = counts.created + counts.updated + counts.unchanged + counts.skipped + counts.failed;
  const total = state === "undoing" ? taken : rows_total;
  if (total === 0) return 0;
  const done = state === "undoing" ? total - rows_done : rows_done;
  return Math.min(1, Math.max(0, done / total));
}
