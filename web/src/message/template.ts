// A template and the values it is sent with: which values it wants, and the message to send.
import type { TemplateDefinition } from "./drawn-template";
import type { TemplateParameter, TemplateParameters, TemplateSend } from "./meta";

/** The parts of a template as Meta describes them. */
interface TemplateComponent {
  type?: string;
  format?: string;
  text?: string;
  buttons?: TemplateButton[];
  example?: unknown;
}

interface TemplateButton {
  type: string;
  text?: string;
  url?: string;
  example?: string | string[];
}

const VARIABLE = /{{\s*([\w.]+)\s*}}/g;
const MEDIA_FORMATS = ["IMAGE", "VIDEO", "DOCUMENT"];

/** One thing to fill in: where it stands and what Meta calls it. */
export interface Variable {
  /** `header`, `body` or `button`, with the button's index and the variable's name: unique in a template. */
  key: string;
  place: "header" | "body" | "button";
  name: string;
  example: string;
  media: boolean;
  /** Of a button: what its value becomes, the end of a link or the code that is copied. */
  button?: "url" | "copy_code";
}

function find(template: TemplateDefinition, type: string): TemplateComponent | undefined {
  const components = template.components as TemplateComponent[];
  return components.find((component) => component.type?.toUpperCase() === type);
}

export function bodyOf(template: TemplateDefinition): string {
  return find(template, "BODY")?.text ?? "";
}

const namesIn = (text: string | undefined) => [
  ...new Set([...(text ?? "").matchAll(VARIABLE)].map((match) => match[1] ?? "")),
];

function exampleOf(component: TemplateComponent, index: number, name: string): string {
  const example = component.example as
    | {
        body_text?: string[][];
        header_text?: string[];
        body_text_named_params?: { param_name: string; example: string }[];
      }
    | undefined;
  const named = example?.body_text_named_params?.find((param) => param.param_name === name)?.example;
  return named ?? example?.body_text?.[0]?.[index] ?? example?.header_text?.[index] ?? "";
}

export function variablesOf(template: TemplateDefinition): Variable[] {
  const variables: Variable[] = [];
  const header = find(template, "HEADER");
  if (header?.format && MEDIA_FORMATS.includes(header.format)) {
    variables.push({
      key: "header.media",
      place: "header",
      name: header.format.toLowerCase(),
      example: "",
      media: true,
    });
  }
  for (const [place, component] of [
    ["header", header],
    ["body", find(template, "BODY")],
  ] as const) {
    if (!component) continue;
    for (const [index, name] of namesIn(component.text).entries()) {
      variables.push({
        key: `${place}.${name}`,
        place,
        name,
        example: exampleOf(component, index, name),
        media: false,
      });
    }
  }
  for (const [index, button] of (find(template, "BUTTONS")?.buttons ?? []).entries()) {
    const isCode = button.type.toUpperCase() === "COPY_CODE";
    if (isCode || namesIn(button.url).length > 0) {
      variables.push({
        key: `button.${index}`,
        place: "button",
        name: button.text ?? String(index + 1),
        example: isCode ? ([button.example].flat()[0] ?? "") : "",
        media: false,
        button: isCode ? "copy_code" : "url",
      });
    }
  }
  return variables;
}

export type Values = Record<string, string>;

function textParameter({ name }: Variable, text: string): TemplateParameter {
  return /^\d+$/.test(name) ? { type: "text", text } : { type: "text", parameter_name: name, text };
}

/** The message in Meta's shape; parts without variables are left out, as Meta wants. */
export function templateMessage(
  template: TemplateDefinition,
  values: Values,
): { type: "template"; template: TemplateSend } {
  const variables = variablesOf(template);
  const components: TemplateParameters[] = [];
  for (const place of ["header", "body"] as const) {
    const parameters = variables
      .filter((variable) => variable.place === place)
      .map((variable) => {
        const value = values[variable.key] ?? "";
        return variable.media
          ? { type: variable.name, [variable.name]: { link: value } }
          : textParameter(variable, value);
      });
    if (parameters.length > 0) components.push({ type: place, parameters });
  }
  for (const variable of variables.filter(({ place }) => place === "button")) {
    const index = variable.key.slice("button.".length);
    const value = values[variable.key] ?? "";
    const parameter =
      variable.button === "copy_code" ? { type: "coupon_code", coupon_code: value } : { type: "text", text: value };
    components.push({ type: "button", sub_type: variable.button ?? "url", index, parameters: [parameter] });
  }
  const send: TemplateSend = { name: template.name, language: { code: template.language } };
  return { type: "template", template: components.length > 0 ? { ...send, components } : send };
}
