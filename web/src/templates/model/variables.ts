// The variables of a text and their samples: `{{1}}` with a list of samples, `{{name}}` with samples by name.
import { type Component, type Draft, isNamed } from "./draft";

const VARIABLE = /{{\s*([A-Za-z0-9_]+)\s*}}/g;

/** Each once, in the order of their appearance. */
export function variablesIn(text: string | undefined): string[] {
  return [...new Set([...(text ?? "").matchAll(VARIABLE)].map((match) => match[1] ?? ""))];
}

interface NamedSample {
  param_name: string;
  example: string;
}

const keyOf = (component: Component) => (component.type.toUpperCase() === "HEADER" ? "header_text" : "body_text");

/** The sample of each variable; what has none is empty. */
export function samplesOf(component: Component): Record<string, string> {
  const key = keyOf(component);
  const example = component.example ?? {};
  const named = example[`${key}_named_params`] as NamedSample[] | undefined;
  const given = example[key] as string[] | string[][] | string | undefined;
  const list = [given].flat(2);
  const names = variablesIn(component.text);
  return Object.fromEntries(
    names.map((name, index) => {
      const sample = named?.find(({ param_name }) => param_name === name)?.example;
      const place = /^\d+$/.test(name) ? Number(name) - 1 : index;
      return [name, sample ?? (named ? "" : (list[place] ?? ""))];
    }),
  );
}

/** The part with these words; samples of variables that are still there stay. */
export function withText(component: Component, text: string, named: boolean): Component {
  return withSamples({ ...component, text }, samplesOf({ ...component, text }), named);
}

export function withSample(component: Component, name: string, sample: string, named: boolean): Component {
  return withSamples(component, { ...samplesOf(component), [name]: sample }, named);
}

function withSamples(component: Component, samples: Record<string, string>, named: boolean): Component {
  const key = keyOf(component);
  const names = variablesIn(component.text);
  const others = Object.entries(component.example ?? {}).filter(
    ([name]) => name !== key && name !== `${key}_named_params`,
  );
  const own: [string, unknown][] = [];
  if (names.length > 0 && named) {
    own.push([`${key}_named_params`, names.map((name) => ({ param_name: name, example: samples[name] ?? "" }))]);
  } else if (names.length > 0) {
    const list = [...names].sort((a, b) => Number(a) - Number(b)).map((name) => samples[name] ?? "");
    own.push([key, key === "header_text" ? list : [list]]);
  }
  const example = Object.fromEntries([...others, ...own]);
  return { ...component, example: Object.keys(example).length > 0 ? example : undefined };
}

/** The next variable to put into a text: a free name, or the next number. */
export function nextVariable(text: string, named: boolean): string {
  const used = variablesIn(text);
  if (!named) return String(used.length + 1);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? "name" : `name_${number}`;
    if (!used.includes(name)) return name;
  }
}

/** The same template with its variables written the other way. */
export function withFormat(draft: Draft, format: "NAMED" | "POSITIONAL"): Draft {
  if (isNamed(draft) === (format === "NAMED")) return draft;
  const change = (component: Component): Component => {
    const cards = component.cards?.map((card) => ({ ...card, components: card.components.map(change) }));
    const whole = cards ? { ...component, cards } : component;
    if (whole.text === undefined || !["HEADER", "BODY"].includes(whole.type.toUpperCase())) return whole;
    const before = samplesOf(whole);
    const names = variablesIn(whole.text);
    const renamed = new Map(
      names.map((name, index) => [name, format === "NAMED" ? `value_${index + 1}` : String(index + 1)]),
    );
    const text = whole.text.replaceAll(VARIABLE, (_, name: string) => `{{${renamed.get(name) ?? name}}}`);
    const samples = Object.fromEntries(names.map((name) => [renamed.get(name) ?? name, before[name] ?? ""]));
    return withSamples({ ...whole, text, example: undefined }, samples, format === "NAMED");
  };
  return { ...draft, parameter_format: format, components: draft.components.map(change) };
}
