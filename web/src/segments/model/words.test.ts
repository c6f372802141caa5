import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import en from "../../i18n/en.json";
import es from "../../i18n/es.json";
import ptBR from "../../i18n/pt-BR.json";
import { blank, type Condition, LEAF_KINDS } from "./condition";
import { leafWords, type Speaking } from "./words";

const speaker = i18next.createInstance();

beforeAll(async () => {
  const resources = { en: { translation: en }, es: { translation: es }, "pt-BR": { translation: ptBR } };
  await speaker.init({ lng: "en", resources, interpolation: { escapeValue: false } });
});

const speaking = (language: string): Speaking => ({
  t: speaker.getFixedT(language),
  segment: (id) => `S${id}`,
  campaign: (id) => `C${id}`,
  number: String,
  money: (minor, currency) => `${minor / 100} ${currency}`,
  date: (text) => text,
});

const cases: [Condition, string][] = [
  [{ attribute: { name: "city", is: "Lima" } }, "city is “Lima”"],
  [{ attribute: { name: "total", over: 5 } }, "total is more than 5"],
  [{ attribute: { name: "", is: "" } }, "… is “…”"],
  [{ attribute: { name: "renewal", in_next_days: 7 } }, "renewal is in the next 7 days"],
  [{ campaign: { did: "read", campaign: "1", in_last_days: 30 } }, "read “C1”, in the last 30 days"],
  [{ campaign: { did_not: "replied" } }, "did not reply to a campaign"],
  [{ label: { is_not: "vip" } }, "without the label “vip”"],
  [
    { did: { event: "order_paid", at_least: 2, in_last_days: 90 } },
    "did “order_paid” at least 2 times, in the last 90 days",
  ],
  [
    {
      did: {
        event: "order_paid",
        where: [{ property: "channel", is: "web" }],
        amount: { currency: "BRL", at_least: 1000 },
      },
    },
    "did “order_paid” at least once, ever, with channel is “web”, worth at least 10 BRL",
  ],
  [
    { did_not: { event: "visit", since: "2026-01-01", before: "2026-02-01" } },
    "not one “visit”, from 2026-01-01 until before 2026-02-01",
  ],
  [{ last_message: { by: "customer", over_days_ago: 60 } }, "they last wrote: more than 60 days ago"],
  [{ consent: { category: "marketing", is: "opted_in" } }, "consent to marketing: agreed"],
  [{ segment: { not_in: "7" } }, "not in the segment “S7”"],
];

describe("a condition in words", () => {
  it.each(cases)("%j", (condition, words) => {
    expect(leafWords(condition, speaking("en"))).toBe(words);
  });

  it.each(["en", "es", "pt-BR"])("has words for every kind in %s", (language) => {
    for (const kind of LEAF_KINDS) {
      const words = leafWords(blank(kind), speaking(language));
      expect(words).not.toMatch(/segments\.|{{/);
      expect(words.length).toBeGreaterThan(3);
    }
  });
});
