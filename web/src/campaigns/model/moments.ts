// Between moments and what the browser's date fields hold.

const two = (part: number) => String(part).padStart(2, "0");

/** For a field that asks for day and time, in the reader's own time zone. */
export function asField(at: number): string {
  const date = new Date(at);
  const day = `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Nothing for a field that is not filled in. */
export function fromField(text: string): number | undefined {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/** Tomorrow at ten: what somebody who plans ahead most likely means. */
export function tomorrowAtTen(now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + 1);
  return date.setHours(10, 0, 0, 0);
}

export const dayField = (at: number): string => asField(at).slice(0, 10);
