// How fast a campaign goes, and when it will be done at that.

/** Messages a minute over the last intervals that are whole. */
export function perMinute(moments: { at: number; count: number }[], each: number, now: number): number {
  const since = now - 5 * 60_000;
  const whole = moments.filter(({ at }) => at >= since && at + each <= now);
  const first = whole[0];
  if (!first) return 0;
  const total = whole.reduce((sum, { count }) => sum + count, 0);
  return (total * 60_000) / (now - first.at);
}

/** Nothing where nothing moves. */
export function timeLeft(waiting: number, rate: number): number | undefined {
  return rate > 0 && waiting > 0 ? (waiting / rate) * 60_000 : undefined;
}
