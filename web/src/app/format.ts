// Times, numbers and durations as the reader's language writes them.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  ["hour", HOUR],
  ["minute", MINUTE],
  ["second", SECOND],
  ["millisecond", 1],
] as const;

const SIZES = [
  ["megabyte", 1_000_000],
  ["kilobyte", 1_000],
  ["byte", 1],
] as const;

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Calendar days between two moments, in the reader's time zone. */
export function daysBetween(earlier: number, later: number): number {
  return Math.round((startOfDay(later) - startOfDay(earlier)) / DAY);
}

export type Format = ReturnType<typeof makeFormat>;

export function makeFormat(language: string) {
  return { ...moments(language), ...amounts(language) };
}

function moments(language: string) {
  const style = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, options);
    return (at: number) => formatter.format(at);
  };
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const time = style({ hour: "numeric", minute: "2-digit" });
  const weekday = style({ weekday: "long" });
  const date = style({ dateStyle: "medium" });
  const shortDate = style({ day: "numeric", month: "short" });

  /** "3 minutes ago", "in 2 hours", "yesterday"; beyond a week, the date. */
  function relative(at: number, now: number): string {
    const distance = at - now;
    if (Math.abs(distance) < 45 * SECOND) return ago.format(0, "second");
    if (Math.abs(distance) < HOUR) return ago.format(Math.round(distance / MINUTE), "minute");
    if (Math.abs(distance) < DAY) return ago.format(Math.round(distance / HOUR), "hour");
    if (Math.abs(distance) < 7 * DAY) return ago.format(Math.sign(distance) * Math.abs(daysBetween(now, at)), "day");
    return date(at);
  }

  /** For the narrow column of a list: the hour today, the weekday this week, else the date. */
  function brief(at: number, now: number): string {
    const days = daysBetween(at, now);
    if (days === 0) return time(at);
    if (days === 1) return ago.format(-1, "day");
    return days < 7 ? weekday(at) : shortDate(at);
  }

  /** For the separators of a thread: today, yesterday, or the whole date. */
  function day(at: number, now: number): string {
    const days = daysBetween(at, now);
    return days < 2 ? ago.format(-days, "day") : style({ weekday: "long", day: "numeric", month: "long" })(at);
  }

  return {
    relative,
    brief,
    day,
    time,
    date,
    exact: style({ dateStyle: "full", timeStyle: "medium" }),
    dateTime: style({ dateStyle: "medium", timeStyle: "short" }),
  };
}

function amounts(language: string) {
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const rate = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });

  /** A length of time in its greatest unit: "21 h", "12 min"; nobody here thinks of a window in days. */
  function duration(length: number): string {
    const [unit, size] = UNITS.find(([, unitSize]) => length >= unitSize) ?? UNITS[3];
    const digits = unit === "second" && length < 10 * SECOND ? 1 : 0;
    const formatter = new Intl.NumberFormat(language, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    });
    return formatter.format(Math.floor((length / size) * 10 ** digits) / 10 ** digits);
  }

  function bytes(size: number): string {
    const [unit, each] = SIZES.find(([, sizeOfOne]) => size >= sizeOfOne) ?? SIZES[2];
    const formatter = new Intl.NumberFormat(language, {
      style: "unit",
      unit,
      unitDisplay: "narrow",
      maximumFractionDigits: 1,
    });
    return formatter.format(size / each);
  }

  function money(amount: number, currency: string): string {
    try {
      return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
    } catch {
      // Not a currency the browser knows: a message from outside may say anything.
      return `${amount} ${currency}`;
    }
  }

  return {
    duration,
    bytes,
    money,
    number: (value: number) => number.format(value),
    percent: (share: number) => percent.format(share),
    /** A share where tenths of a percent matter. */
    rate: (share: number) => rate.format(share),
    compact: (value: number) => compact.format(value),
  };
}

/** The reader's own variety of the UI's language: dates and numbers of Mexico are not those of Argentina. */
export function formatLocale(language: string, preferred: readonly string[]): string {
  const base = language.split("-")[0];
  const own = preferred.find((tag) => tag.includes("-") && tag.split("-")[0] === base);
  return own ?? (base === "es" ? "es-419" : language);
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => makeFormat(formatLocale(i18n.language, navigator.languages)), [i18n.language]);
}
