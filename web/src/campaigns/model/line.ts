// The throughput line in a box of 100 by 100, so that the drawing can take any size.
import { ceiling } from "../../overview/bars";

export interface Moment {
  at: number;
  count: number;
}

export interface Drawn {
  /** Of the line, and of the area under it. */
  line: string;
  area: string;
  top: number;
  from: number;
  until: number;
}

const short = (value: number) => String(Math.round(value * 100) / 100);

/** Nothing to draw before there are two moments. */
export function drawLine(moments: Moment[]): Drawn | undefined {
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last || first === last) return undefined;
  const top = ceiling(Math.max(...moments.map(({ count }) => count)));
  const points = moments.map(({ at, count }) => {
    const x = ((at - first.at) / (last.at - first.at)) * 100;
    return `${short(x)},${short(100 - (count / top) * 100)}`;
  });
  const line = `M${points.join("L")}`;
  return { line, area: `${line}L100,100L0,100Z`, top, from: first.at, until: last.at };
}

/** Intervals in which nothing went are told by nobody: they are nought, not a bridge between their neighbours. */
export function withGaps(moments: Moment[], each: number): Moment[] {
  return moments.flatMap((moment, index) => {
    const next = moments[index + 1];
    if (!next || next.at - moment.at <= each * 1.5) return [moment];
    return [moment, { at: moment.at + each, count: 0 }, { at: next.at - each, count: 0 }];
  });
}
