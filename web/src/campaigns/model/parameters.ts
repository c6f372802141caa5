// The variables of a template as a plan names them, and what each is filled with.
import type { TemplateDefinition } from "../../message/drawn-template";
import { templateMessage, type Variable, variablesOf } from "../../message/template";
import type { Filling, Parameters, Source } from "./plan";

/** A variable with its place in a plan. */
export type Placed = Variable & { place_in_plan: string };

/** The link of a button has one variable, the first. */
export function placedVariables(template: TemplateDefinition): Placed[] {
  return variablesOf(template).map((variable) => ({
    ...variable,
    place_in_plan: variable.place === "button" ? `${variable.key}.1` : variable.key,
  }));
}

export const SOURCES: Source[] = ["attribute", "text", "link", "expression"];

export function sourceOf(filling: Filling | undefined): Source {
  return SOURCES.find((source) => filling !== undefined && source in filling) ?? "attribute";
}

export function valueOf(filling: Filling | undefined): string {
  if (!filling) return "";
  if ("attribute" in filling) return filling.attribute;
  if ("text" in filling) return filling.text;
  return "link" in filling ? filling.link : filling.expression;
}

/** A text needs no default: it is there for everybody. So is a link. */
export function filled(source: Source, value: string, instead?: string | null): Filling {
  if (source === "text") return { text: value };
  if (source === "link") return { link: value };
  const filling = source === "attribute" ? { attribute: value } : { expression: value };
  return instead ? { ...filling, default: instead } : filling;
}

const NAME_WORDS = ["name", "nombre", "nome", "first_name", "contact_name", "customer_name"];

/** A variable named like an attribute takes it; the first of a body is nearly always the name. */
export function suggested(variables: Placed[], attributes: string[]): Parameters {
  const found: Parameters = {};
  for (const { place_in_plan, place, name, media } of variables) {
    if (media) continue;
    if (attributes.includes(name)) found[place_in_plan] = { attribute: `fields.${name}` };
    else if (NAME_WORDS.includes(name) || (place === "body" && name === "1")) {
      found[place_in_plan] = { attribute: "first_name" };
    }
  }
  return found;
}

/** What was said of a place stays said when another template has the same place. */
export function carriedOver(variables: Placed[], before: Parameters, attributes: string[]): Parameters {
  const known = Object.fromEntries(
    variables.flatMap(({ place_in_plan }) => {
      const filling = before[place_in_plan];
      return filling ? [[place_in_plan, filling] as const] : [];
    }),
  );
  return { ...suggested(variables, attributes), ...known };
}

/** What stands for a value nobody has been asked for yet: the text, else the default, else the example. */
export function drawnWithout(template: TemplateDefinition, parameters: Parameters) {
  const values = Object.fromEntries(
    placedVariables(template).map(({ key, place_in_plan, example }) => {
      const filling = parameters[place_in_plan];
      const source = sourceOf(filling);
      const text = source === "text" || source === "link" ? valueOf(filling) : filling?.default;
      return [key, text ?? example];
    }),
  );
  return templateMessage(template, values);
}
