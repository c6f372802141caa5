import { describe, expect, it } from "vitest";
import { closestLanguage } from ".";
import en from "./en.json";
import es from "./es.json";
import ptBR from "./pt-BR.json";

const LANGUAGES: Record<string, object> = { en, es, "pt-BR": ptBR };
const PLURAL = /_(zero|one|two|few|many|other)$/;

function texts(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, string | object]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : texts(value, `${path}${key}.`),
  );
}

const bases = (tree: object) => [...new Set(texts(tree).map(([key]) => key.replace(PLURAL, "")))].sort();
const placeholders = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]).sort();

describe.each(Object.entries(LANGUAGES))("%s", (language, tree) => {
  const keys = new Set(texts(tree).map(([key]) => key));

  it("has every text, and none of its own", () => {
    expect(bases(tree)).toEqual(bases(en));
  });

  it("has every plural form its language needs", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    // Every plural has a text for one or for others; "too_many" alone is no plural but a name.
    const plural = [...keys].filter((key) => /_(one|other)$/.test(key)).map((key) => key.replace(PLURAL, ""));
    const missing = plural.flatMap((base) => forms.map((form) => `${base}_${form}`)).filter((key) => !keys.has(key));
    expect(missing).toEqual([]);
  });

  it("leaves no text empty", () => {
    expect(texts(tree).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("names the same values in its texts as English does", () => {
    const english = new Map(texts(en));
    const counterpart = (key: string) => english.get(key) ?? english.get(key.replace(PLURAL, "_other")) ?? "";
    // "One message" need not name its count.
    const compared = texts(tree).filter(([key]) => !key.endsWith("_one"));
    for (const [key, text] of compared)
      expect([key, placeholders(text)]).toEqual([key, placeholders(counterpart(key))]);
  });
});

it.each([
  ["es-MX", "es"],
  ["pt", "pt-BR"],
  ["pt-PT", "pt-BR"],
  ["en-GB", "en"],
  ["fr", "en"],
  [null, "en"],
])("reads %s in %s", (tag, expected) => {
  expect(closestLanguage(tag)).toBe(expected);
});
