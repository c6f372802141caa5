// Which node an arrow key leads to: the nearest in its direction, as the eye sees it.
import type { Places } from "./layout";

export type Direction = "up" | "down" | "left" | "right";

/** Sideways distance counts more: straight on is what an arrow means. */
const ASIDE = 2;

export function neighbour(
  places: Places,
  from: string | undefined,
  direction: Direction,
  start: string,
): string | undefined {
  const here = from === undefined ? undefined : places[from];
  if (!here) return places[start] ? start : Object.keys(places)[0];
  let best: { id: string; distance: number } | undefined;
  for (const [id, place] of Object.entries(places)) {
    if (!place || id === from) continue;
    const [ahead, aside] = along(direction, place.x - here.x, place.y - here.y);
    if (ahead <= 8) continue;
    const distance = ahead + ASIDE * Math.abs(aside);
    if (!best || distance < best.distance) best = { id, distance };
  }
  return best?.id;
}

function along(direction: Direction, x: number, y: number): [number, number] {
  switch (direction) {
    case "up":
      return [-y, x];
    case "down":
      return [y, x];
    case "left":
      return [-x, y];
    case "right":
      return [x, y];
  }
}
