// Which components of a screen stand there now, and whether what was typed into them will do.
import { holds, resolve, type Scope, wordsOf } from "./expression";
import { type Choice, type FlowComponent, type FlowScreen, isInput, type Values } from "./flow-json";

/** The components to draw, in order: forms opened, conditions decided, the hidden left out. */
export function visibleComponents(components: FlowComponent[], scope: Scope): FlowComponent[] {
  return components.flatMap((component): FlowComponent[] => {
    if (component.visible !== undefined && !holds(component.visible, scope)) return [];
    switch (component.type) {
      case "Form":
        return visibleComponents(component.children ?? [], scope);
      case "If":
        return visibleComponents((holds(component.condition, scope) ? component.then : component.else) ?? [], scope);
      case "Switch": {
        const { cases = {} } = component;
        const value = wordsOf(resolve(component.value, scope));
        return visibleComponents((value in cases ? cases[value] : cases.default) ?? [], scope);
      }
      default:
        return [component];
    }
  });
}

/** Every component of a screen, whatever stands there now. */
function allComponents(components: FlowComponent[]): FlowComponent[] {
  return components.flatMap((component) => [
    component,
    ...allComponents([
      ...(component.children ?? []),
      ...(component.then ?? []),
      ...(component.else ?? []),
      ...Object.values(component.cases ?? {}).flatMap((inner) => inner ?? []),
    ]),
  ]);
}

/** What a screen's inputs hold when it opens. */
export function initialValues(screen: FlowScreen, data: Values): Values {
  const scope = { data, form: {}, screen: {} };
  const components = allComponents(screen.layout?.children ?? []);
  const ofForms = components
    .filter(({ type }) => type === "Form")
    .map((form) => resolve(form["init-values"], scope))
    .filter((values): values is Values => typeof values === "object" && values !== null);
  const own = components
    .filter((component) => isInput(component) && component["init-value"] !== undefined)
    .map((component) => [component.name, resolve(component["init-value"], scope)] as const);
  return { ...Object.assign({}, ...ofForms), ...Object.fromEntries(own) } as Values;
}

export function choicesOf(component: FlowComponent, scope: Scope): Choice[] {
  const source = resolve(component["data-source"], scope);
  return Array.isArray(source) ? source.filter(isChoice) : [];
}

function isChoice(item: unknown): item is Choice {
  return typeof item === "object" && item !== null && "id" in item;
}

export type InputProblem =
  "required" | "tooShort" | "tooLong" | "notAnEmail" | "notANumber" | "pattern" | "fewer" | "more";

/** What is wrong with the value of an input, if anything. */
export function inputProblem(component: FlowComponent, value: unknown, scope: Scope): InputProblem | undefined {
  const length = typeof value === "string" || Array.isArray(value) ? value.length : value ? 1 : 0;
  if (length === 0) return holds(component.required, scope) ? "required" : undefined;
  const limit = (name: "min-chars" | "max-chars" | "max-length" | "min-selected-items" | "max-selected-items") => {
    const given = resolve(component[name], scope);
    return given === undefined || given === null ? undefined : Number(given);
  };
  if (Array.isArray(value)) {
    if (length < (limit("min-selected-items") ?? 0)) return "fewer";
    return length > (limit("max-selected-items") ?? Infinity) ? "more" : undefined;
  }
  if (typeof value !== "string" || !component.type.startsWith("Text")) return undefined;
  if (length < (limit("min-chars") ?? 0)) return "tooShort";
  if (length > (limit("max-chars") ?? limit("max-length") ?? Infinity)) return "tooLong";
  return patternProblem(component, value);
}

function patternProblem(component: FlowComponent, value: string): InputProblem | undefined {
  const type = component["input-type"];
  if (type === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return "notAnEmail";
  if (type === "number" && !/^-?\d+([.,]\d+)?$/.test(value)) return "notANumber";
  if (!component.pattern) return undefined;
  try {
    return new RegExp(`^(?:${component.pattern})$`, "u").test(value) ? undefined : "pattern";
  } catch {
    // Not a pattern this browser reads: the business will have to check by itself.
    return undefined;
  }
}
