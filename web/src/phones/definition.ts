// The template a message was sent from: as the account has it, or put together from what the emulator says it read like.
import type { SimulatedTemplate } from "../api/emulator";
import type { PhoneMessage, ShownTemplate } from "../api/emulator-types";
import type { TemplateDefinition } from "../message/drawn-template";
import { asMeta } from "../message/meta";

export function definitionOf(
  { message, shown }: PhoneMessage,
  templates: SimulatedTemplate[] = [],
): TemplateDefinition | undefined {
  const { template } = asMeta(message);
  if (!template) return undefined;
  const { name, language: { code = "" } = {} } = template;
  const known = templates.find((each) => each.name === name && each.language === code);
  return known ?? (shown && { name, language: code, components: filledIn(shown) });
}

/** A text that is filled in already has no blanks left. */
function filledIn({ header, body, footer, buttons }: ShownTemplate): Record<string, unknown>[] {
  return [
    ...(header ? [{ type: "HEADER", format: header.type.toUpperCase(), text: header.text }] : []),
    { type: "BODY", text: body },
    ...(footer ? [{ type: "FOOTER", text: footer }] : []),
    ...(buttons ? [{ type: "BUTTONS", buttons }] : []),
  ];
}
