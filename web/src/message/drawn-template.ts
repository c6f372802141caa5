// A template and what it is sent with, put together: every part as the customer's phone shows it.
import { authenticationTexts } from "./authentication";
import type { Location, Media, TemplateAction, TemplateParameter, TemplateParameters, TemplateSend } from "./meta";

/** A template as its account has it. */
export interface TemplateDefinition {
  name: string;
  language: string;
  components: Record<string, unknown>[];
}

/** The parts of a template as Meta describes them. */
interface Part {
  type?: string;
  format?: string;
  text?: string;
  buttons?: ButtonPart[];
  cards?: { components?: Part[] }[];
  limited_time_offer?: { text?: string; has_expiration?: boolean };
  add_security_recommendation?: boolean;
  code_expiration_minutes?: number;
}

interface ButtonPart {
  type: string;
  text?: string;
  url?: string;
  phone_number?: string;
  payload?: string;
  otp_type?: string;
  flow_id?: string;
  flow_name?: string;
  navigate_screen?: string;
  example?: string | string[];
}

export type DrawnHeader =
  | { kind: "text"; text: string }
  | { kind: "image" | "video" | "document"; media: Media }
  | { kind: "location"; location?: Location }
  | { kind: "product"; retailerId?: string };

export interface DrawnButton {
  /** Meta's word in small letters: `quick_reply`, `url`, `copy_code`. */
  kind: string;
  text: string;
  /** What a tap sends back. */
  payload?: string;
  url?: string;
  phone?: string;
  /** What a tap copies. */
  code?: string;
  flow?: { flow_id?: string; flow_name?: string; screen?: string };
  action?: TemplateAction;
}

export interface DrawnTemplate {
  header?: DrawnHeader;
  offer?: { text: string; expiresAt?: number };
  body: string;
  footer?: string;
  buttons: DrawnButton[];
  cards: DrawnTemplate[];
}

const VARIABLE = /{{\s*([\w.]+)\s*}}/g;

export function drawTemplate(template: TemplateDefinition, sent: TemplateSend["components"] = []): DrawnTemplate {
  return draw(template.components, sent, template.language);
}

function draw(parts: Part[], sent: TemplateParameters[], language: string): DrawnTemplate {
  const part = (type: string) => parts.find((each) => each.type?.toUpperCase() === type);
  const given = (type: string) => sent.find((each) => each.type.toLowerCase() === type)?.parameters ?? [];
  const body = part("BODY");
  const footer = part("FOOTER");
  const fixed = authenticationTexts(language);
  const isAuthentication = body?.text === undefined && part("BUTTONS")?.buttons?.some(({ type }) => isOneTime(type));
  const words = isAuthentication ? fixed.body(body?.add_security_recommendation === true) : body?.text;
  const minutes = footer?.code_expiration_minutes;
  return {
    header: drawHeader(part("HEADER"), given("header")),
    offer: drawOffer(part("LIMITED_TIME_OFFER"), sent),
    body: fill(words, given("body")),
    footer: minutes === undefined ? footer?.text : fixed.footer(minutes),
    buttons: (part("BUTTONS")?.buttons ?? []).map((button, index) => drawButton(button, buttonValue(sent, index))),
    cards: drawCards(part("CAROUSEL"), sent, language),
  };
}

/** An authentication template's button; Meta stores it as a link, so both are met. */
function isOneTime(type: string): boolean {
  return ["OTP", "URL"].includes(type.toUpperCase());
}

/** A blank without a value stays visible as `{{name}}`. */
function fill(text: string | undefined, given: TemplateParameter[]): string {
  const names = [...new Set([...(text ?? "").matchAll(VARIABLE)].map((match) => match[1]))];
  return (text ?? "").replaceAll(VARIABLE, (whole, name: string) => {
    const parameter = given.find((each) => each.parameter_name === name) ?? given[names.indexOf(name)];
    return wordsOf(parameter) || whole;
  });
}

function wordsOf(parameter: TemplateParameter | undefined): string {
  const { text, payload, coupon_code, currency, date_time } = parameter ?? {};
  return text ?? payload ?? coupon_code ?? currency?.fallback_value ?? date_time?.fallback_value ?? "";
}

function drawHeader(header: Part | undefined, [first, ...rest]: TemplateParameter[]): DrawnHeader | undefined {
  if (!header) return undefined;
  const format = (header.format ?? "TEXT").toUpperCase();
  if (format === "LOCATION") return { kind: "location", location: first?.location };
  if (format === "PRODUCT") return { kind: "product", retailerId: first?.product?.product_retailer_id };
  if (format === "TEXT") return { kind: "text", text: fill(header.text, first ? [first, ...rest] : []) };
  const kind = format === "IMAGE" ? "image" : format === "DOCUMENT" ? "document" : "video";
  return { kind, media: first?.[kind] ?? {} };
}

function drawOffer(offer: Part | undefined, sent: TemplateParameters[]): DrawnTemplate["offer"] {
  if (!offer) return undefined;
  const component = sent.find((each) => each.type.toLowerCase() === "limited_time_offer");
  const value = component?.limited_time_offer ?? component?.parameters?.[0]?.limited_time_offer;
  return { text: offer.limited_time_offer?.text ?? "", expiresAt: value?.expiration_time_ms };
}

function buttonValue(sent: TemplateParameters[], index: number): TemplateParameter | undefined {
  const component = sent.find((each) => each.type.toLowerCase() === "button" && Number(each.index ?? 0) === index);
  return component?.parameters?.[0];
}

function drawButton(button: ButtonPart, value: TemplateParameter | undefined): DrawnButton {
  const kind = button.type.toLowerCase();
  const text = button.text ?? "";
  const words = wordsOf(value);
  switch (kind) {
    case "quick_reply":
      return { kind, text, payload: words || (button.payload ?? text) };
    case "otp":
      return { kind, text, code: words };
    case "url":
      // The link of a one-time password carries the code to copy.
      return button.otp_type
        ? { kind: "otp", text, code: words }
        : { kind, text, url: (button.url ?? "").replaceAll(VARIABLE, words) };
    case "phone_number":
      return { kind, text, phone: button.phone_number };
    case "copy_code":
      return { kind, text, code: words || [button.example].flat()[0] };
    case "flow": {
      const { flow_id, flow_name, navigate_screen } = button;
      return { kind, text, flow: { flow_id, flow_name, screen: navigate_screen }, action: value?.action };
    }
    default:
      return { kind, text, action: value?.action };
  }
}

/** As many cards as were sent; before anything is sent, those of the template. */
function drawCards(carousel: Part | undefined, sent: TemplateParameters[], language: string): DrawnTemplate[] {
  const cards = carousel?.cards ?? [];
  const given = sent.find((each) => each.type.toLowerCase() === "carousel")?.cards;
  if (!given) return cards.map((card) => draw(card.components ?? [], [], language));
  return given.map((card, index) => {
    const defined = cards[card.card_index ?? index] ?? cards[0];
    return draw(defined?.components ?? [], card.components ?? [], language);
  });
}
