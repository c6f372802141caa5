// The arithmetic of the chart: bars in a box of 100 by 100, so that the drawing can take any size.
import type { MinuteCount } from "../api/types";

export const SERIES = ["received", "sent", "failed"] as const;
export type Series = (typeof SERIES)[number];

export interface Bar {
  series: Series;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The next round number above the highest bar: 1, 2 or 5 and zeros. */
export function ceiling(highest: number): number {
  if (highest <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 5, 10].find((step) => step * power >= highest) ?? 10) * power;
}

export function highestOf(minutes: MinuteCount[]): number {
  return Math.max(0, ...minutes.flatMap((minute) => SERIES.map((series) => minute[series])));
}

/** For each minute a bar per series, side by side, with a gap between minutes. */
export function barsOf(minutes: MinuteCount[]): Bar[] {
  const top = ceiling(highestOf(minutes));
  const slot = 100 / Math.max(minutes.length, 1);
  const width = (slot * 0.84) / SERIES.length;
  return minutes.flatMap((minute, index) =>
    SERIES.map((series, position) => {
      const height = (minute[series] / top) * 100;
      return { series, x: index * slot + position * width, y: 100 - height, width, height };
    }),
  );
}
