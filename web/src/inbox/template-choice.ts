// What helps one choose and fill in a template: the last used first, and what we already know of the contact.
import type { Contact, Template } from "../api/types";
import type { Values, Variable } from "../message/template";

const REMEMBERED = "recado.templates";
const KEPT = 8;

const keyOf = ({ name, language }: Template) => `${name}/${language}`;

function remembered(): string[] {
  return (localStorage.getItem(REMEMBERED) ?? "").split(",").filter(Boolean);
}

export function rememberUse(template: Template) {
  const key = keyOf(template);
  localStorage.setItem(REMEMBERED, [key, ...remembered().filter((other) => other !== key)].slice(0, KEPT).join(","));
}

export function lastUsedFirst(templates: Template[]): Template[] {
  const used = remembered();
  const rank = (template: Template) => (used.includes(keyOf(template)) ? used.indexOf(keyOf(template)) : KEPT);
  return [...templates].sort((a, b) => rank(a) - rank(b));
}

const NAME_WORDS = ["name", "nombre", "nome", "first_name", "contact_name", "customer_name"];

/** A variable named like a field of the contact takes it; the first of a body is nearly always the name. */
export function prefill(variables: Variable[], contact: Contact): Values {
  const values: Values = {};
  for (const { key, place, name } of variables) {
    const field = contact.fields[name];
    if (typeof field === "string" || typeof field === "number") values[key] = String(field);
    else if (NAME_WORDS.includes(name) || (place === "body" && name === "1")) values[key] = contact.name;
  }
  return values;
}
