// How fast a campaign goes, and when it will be done at that: by what the screen has seen of it.

interface Seen {
  at: number;
  count: number;
}

/** Long enough to be steady, short enough to be now. */
const LOOK_BACK = 60_000;
const seen = new Map<string, Seen[]>();

/** Told of each count as it arrives. */
export function noteCount(id: string, count: number, at: number): void {
  const before = (seen.get(id) ?? []).filter((each) => at - each.at <= LOOK_BACK && each.count <= count);
  seen.set(id, [...before, { at, count }]);
}

/** Nothing until it was seen twice. */
export function perMinute(id: string): number | undefined {
  const counts = seen.get(id) ?? [];
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last || last.at === first.at) return undefined;
  return ((last.count - first.count) * 60_000) / (last.at - first.at);
}

/** Nothing where nothing moves. */
export function timeLeft(waiting: number, rate: number | undefined): number | undefined {
  return rate !== undefined && rate > 0 && waiting > 0 ? (waiting / rate) * 60_000 : undefined;
}
