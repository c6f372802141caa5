// What begins a series and when its steps come, in plain language.
import type { TFunction } from "i18next";
import { offsetOf, type SeriesStep, type Trigger } from "./document";

/** "3 days and 2 hours", without a sign. */
function length(hours: number, language: string): string {
  const total = Math.abs(hours);
  const unit = (value: number, name: "day" | "hour") =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(value);
  const [days, rest] = [Math.floor(total / 24), total % 24];
  const parts = [days > 0 && unit(days, "day"), rest > 0 && unit(rest, "hour")].filter((part) => part !== false);
  return new Intl.ListFormat(language, { type: "unit", style: "long" }).format(parts);
}

export function stepWords(step: SeriesStep, trigger: Trigger["kind"], t: TFunction, language: string): string {
  const offset = offsetOf(step);
  const duration = length(offset, language);
  const when =
    offset === 0
      ? t(trigger === "event" ? "series.when.atOnce" : "series.when.thatDay")
      : t(offset > 0 ? "series.when.after" : "series.when.before", { duration });
  return step.time === undefined ? when : t("series.when.atTime", { when, time: step.time });
}

export function triggerWords(trigger: Trigger, titleOf: (attribute: string) => string, t: TFunction): string {
  if (trigger.kind === "event") {
    return trigger.event === "" ? t("series.begins.nothing") : t("series.begins.event", { event: trigger.event });
  }
  if (trigger.attribute === "") return t("series.begins.nothing");
  const attribute = titleOf(trigger.attribute);
  return t(trigger.yearly ? "series.begins.yearly" : "series.begins.date", { attribute });
}
