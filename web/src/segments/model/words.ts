// A condition in plain language, one sentence for each leaf.
import type { TFunction } from "i18next";
import type { Age, Behaviour, CampaignOutcome, Condition, Is, Leaves, Test } from "./condition";
import { kindOfTest } from "./tests";

export interface Speaking {
  t: TFunction;
  /** The name of a segment by its id. */
  segment: (id: string) => string;
  campaign: (id: string) => string;
  number: (value: number) => string;
  money: (minor: number, currency: string) => string;
  date: (text: string) => string;
}

/** What is missing is shown as a gap. */
const GAP = "…";
const shown = (text: string | undefined) => (text?.trim() ? text : GAP);

export function testWords(test: Test, speaking: Speaking): string {
  const { kind, value } = kindOfTest(test);
  const written = kind.typed === "date" ? speaking.date(value) : shown(value);
  return speaking.t(`segments.test.${kind.id}` as "segments.test.is", {
    value: written,
    count: kind.typed === "days" ? Number(value) : undefined,
  });
}

export function ageWords(age: Age, { t, date }: Speaking): string {
  if (age.in_last_days !== undefined) return t("segments.age.in_last_days", { count: age.in_last_days });
  if (age.over_days_ago !== undefined) return t("segments.age.over_days_ago", { count: age.over_days_ago });
  if (age.since !== undefined) return t("segments.age.since", { date: date(age.since) });
  if (age.before !== undefined) return t("segments.age.before", { date: date(age.before) });
  return t(age.never === false ? "segments.age.ever" : "segments.age.never");
}

function timesWords(behaviour: Behaviour, { t }: Speaking): string {
  if (behaviour.exactly !== undefined) return t("segments.times.exactly", { count: behaviour.exactly });
  if (behaviour.at_most !== undefined) return t("segments.times.at_most", { count: behaviour.at_most });
  return t("segments.times.at_least", { count: behaviour.at_least ?? 1 });
}

function periodWords(behaviour: Behaviour, speaking: Speaking): string {
  const { t, date } = speaking;
  const { in_last_days: days, since, before } = behaviour;
  if (days !== undefined) return t("segments.period.last", { count: days });
  if (since && before) return t("segments.period.between", { since: date(since), before: date(before) });
  if (since) return t("segments.period.since", { since: date(since) });
  return before ? t("segments.period.before", { before: date(before) }) : t("segments.period.ever");
}

function behaviourWords(behaviour: Behaviour, isDone: boolean, speaking: Speaking): string {
  const { t, money } = speaking;
  const event = shown(behaviour.event);
  const period = periodWords(behaviour, speaking);
  const whole = isDone
    ? t("segments.words.did", { event, times: timesWords(behaviour, speaking), period })
    : t("segments.words.did_not", { event, period });
  const properties = (behaviour.where ?? []).map(
    (property) => `${shown(property.property)} ${testWords(property, speaking)}`,
  );
  const { amount } = behaviour;
  if (amount?.at_least !== undefined)
    properties.push(t("segments.words.amountAtLeast", { amount: money(amount.at_least, amount.currency) }));
  if (amount?.at_most !== undefined)
    properties.push(t("segments.words.amountAtMost", { amount: money(amount.at_most, amount.currency) }));
  return properties.length > 0 ? t("segments.words.with", { whole, properties: properties.join(", ") }) : whole;
}

function campaignWords({ did, did_not: didNot, campaign, in_last_days: days }: CampaignOutcome, speaking: Speaking) {
  const { t } = speaking;
  const named = campaign
    ? t("segments.words.named", { name: speaking.campaign(campaign) })
    : t("segments.words.someCampaign");
  const whole = didNot
    ? t(`segments.words.notOutcome.${didNot}`, { campaign: named })
    : t(`segments.words.outcome.${did ?? "read"}`, { campaign: named });
  if (days === undefined) return whole;
  return t("segments.words.inCampaign", { whole, period: t("segments.period.last", { count: days }) });
}

function isWords(is: Is, words: (value: string) => string, not: (value: string) => string): string {
  return is.is_not === undefined ? words(shown(is.is)) : not(shown(is.is_not));
}

/** Of a leaf; a group is the list of its children. */
export function leafWords(condition: Condition, speaking: Speaking): string {
  const { t, segment } = speaking;
  const { attribute, label, language, consent, created, last_message: last } = condition;
  if (attribute)
    return t("segments.words.attribute", { name: shown(attribute.name), test: testWords(attribute, speaking) });
  if (label)
    return isWords(
      label,
      (value) => t("segments.words.label", { value }),
      (value) => t("segments.words.notLabel", { value }),
    );
  if (language)
    return isWords(
      language,
      (value) => t("segments.words.language", { value }),
      (value) => t("segments.words.notLanguage", { value }),
    );
  if (consent) return consentWords(consent, t);
  if (condition.window) return t(`segments.words.window.${condition.window}`);
  if (condition.blocked !== undefined)
    return t(condition.blocked ? "segments.words.blocked" : "segments.words.notBlocked");
  if (created) return t("segments.words.created", { age: ageWords(created, speaking) });
  if (condition.campaign) return campaignWords(condition.campaign, speaking);
  if (last) return t(`segments.words.lastMessage.${last.by}`, { age: ageWords(last, speaking) });
  if (condition.did) return behaviourWords(condition.did, true, speaking);
  if (condition.did_not) return behaviourWords(condition.did_not, false, speaking);
  const membership = condition.segment;
  if (membership?.not_in !== undefined) return t("segments.words.notIn", { name: segment(membership.not_in) });
  return t("segments.words.in", { name: segment(membership?.in ?? "") });
}

function consentWords(consent: Leaves["consent"], t: TFunction): string {
  const category = t(`segments.category.${consent.category}`);
  const state = (word: string) => t(`segments.consent.${word}` as "segments.consent.opted_in");
  return isWords(
    consent,
    (word) => t("segments.words.consent", { category, state: state(word) }),
    (word) => t("segments.words.notConsent", { category, state: state(word) }),
  );
}
