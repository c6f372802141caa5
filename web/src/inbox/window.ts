// The span in which free text is allowed, as a person has to see it: how long it lasts and when to hurry.

const HOUR = 3_600_000;
const SOON = 2 * HOUR;
const LAST_MINUTES = HOUR / 4;

export type WindowState =
  { open: false; everOpen: boolean } | { open: true; left: number; urgency: "calm" | "soon" | "last" };

export function windowState(expiresAt: number | null, now: number): WindowState {
  if (expiresAt === null) return { open: false, everOpen: false };
  const left = expiresAt - now;
  if (left <= 0) return { open: false, everOpen: true };
  return { open: true, left, urgency: left <= LAST_MINUTES ? "last" : left <= SOON ? "soon" : "calm" };
}
