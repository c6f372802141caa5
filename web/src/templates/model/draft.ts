// A template as Meta takes it, while it is being written. What this screen does not know of it stays as it is.

export interface Button {
  type: string;
  text?: string;
  url?: string;
  phone_number?: string;
  example?: string | string[];
  flow_id?: string;
  flow_name?: string;
  flow_action?: string;
  navigate_screen?: string;
  otp_type?: string;
  autofill_text?: string;
  supported_apps?: { package_name: string; signature_hash: string }[];
  zero_tap_terms_accepted?: boolean;
  [other: string]: unknown;
}

export interface Component {
  type: string;
  format?: string;
  text?: string;
  example?: Record<string, unknown>;
  buttons?: Button[];
  cards?: { components: Component[] }[];
  limited_time_offer?: { text: string; has_expiration?: boolean };
  add_security_recommendation?: boolean;
  code_expiration_minutes?: number;
  [other: string]: unknown;
}

export interface Draft {
  name: string;
  language: string;
  category: string;
  parameter_format?: string;
  components: Component[];
  [other: string]: unknown;
}

/** The order in which the parts stand in a bubble. */
const ORDER = ["HEADER", "LIMITED_TIME_OFFER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL"];

export type Part = "HEADER" | "LIMITED_TIME_OFFER" | "BODY" | "FOOTER" | "BUTTONS" | "CAROUSEL";

export function partOf(components: Component[], type: Part): Component | undefined {
  return components.find((component) => component.type.toUpperCase() === type);
}

/** The parts with this one in its place, or without it. */
export function withPart(components: Component[], type: Part, part: Component | undefined): Component[] {
  const others = components.filter((component) => component.type.toUpperCase() !== type);
  if (!part) return others;
  const rank = (component: Component) => {
    const place = ORDER.indexOf(component.type.toUpperCase());
    return place === -1 ? ORDER.length : place;
  };
  const at = others.findIndex((component) => rank(component) > rank(part));
  return at === -1 ? [...others, part] : [...others.slice(0, at), part, ...others.slice(at)];
}

export const isNamed = (draft: Draft) => draft.parameter_format?.toUpperCase() === "NAMED";

/** What an empty template of a category begins with. */
export function emptyDraft(name: string, language: string, category: string): Draft {
  if (category === "AUTHENTICATION") {
    return {
      name,
      language,
      category,
      components: [
        { type: "BODY", add_security_recommendation: true },
        { type: "FOOTER", code_expiration_minutes: 10 },
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
      ],
    };
  }
  return { name, language, category, parameter_format: "NAMED", components: [{ type: "BODY", text: "" }] };
}

/** A name as Meta takes it: "Cita: mañana" becomes `cita_manana`. */
export function snakeCase(typed: string): string {
  const plain = typed.normalize("NFD").replaceAll(/\p{Diacritic}/gu, "");
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+/g, "")
    .slice(0, 512);
}
