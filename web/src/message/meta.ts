// Meta's message shape, as far as we draw it. Messages come from outside: everything may be missing.
import type { OrderDetails, ProductItem, ProductSection } from "./commerce";

export interface Media {
  id?: string;
  link?: string;
  url?: string;
  caption?: string;
  filename?: string;
  mime_type?: string;
  voice?: boolean;
}

export interface ListRow {
  id: string;
  title: string;
  description?: string;
}

/** What a Flow message says about the Flow it opens. */
export interface FlowParameters {
  flow_id?: string;
  flow_name?: string;
  flow_cta?: string;
  flow_token?: string;
  mode?: string;
  flow_action?: string;
  flow_action_payload?: { screen?: string; data?: Record<string, unknown> };
}

export interface AddressParameters {
  country?: string;
  values?: Record<string, string>;
  saved_addresses?: { id?: string; value?: Record<string, string> }[];
  validation_errors?: Record<string, string>;
}

export interface Header {
  type: string;
  text?: string;
  image?: Media;
  video?: Media;
  document?: Media;
}

export interface CarouselCard {
  card_index?: number;
  type?: string;
  header?: Header;
  body?: { text?: string };
  action?: Action;
}

export interface Action {
  buttons?: { reply?: { id: string; title: string }; cta_url?: { display_text?: string; url?: string } }[];
  button?: string;
  /** Of a list its rows, of a product list its products. */
  sections?: (ProductSection & { rows?: ListRow[] })[];
  name?: string;
  parameters?: FlowParameters &
    AddressParameters &
    OrderDetails & { display_text?: string; url?: string; thumbnail_product_retailer_id?: string };
  catalog_id?: string;
  product_retailer_id?: string;
  cards?: CarouselCard[];
}

export interface Interactive {
  type: string;
  header?: Header;
  body?: { text?: string };
  footer?: { text?: string };
  action?: Action;
  button_reply?: { id: string; title: string };
  list_reply?: ListRow;
  nfm_reply?: { name?: string; body?: string; response_json?: string };
  call_permission_reply?: { response?: string };
}

/** An advertisement or a post that the customer came by. */
export interface Referral {
  source_url?: string;
  source_type?: string;
  headline?: string;
  body?: string;
  image_url?: string;
}

export interface Location {
  latitude: number | string;
  longitude: number | string;
  name?: string;
  address?: string;
}

export interface SharedContact {
  name?: { formatted_name?: string };
  org?: { company?: string; title?: string };
  phones?: { phone?: string; wa_id?: string; type?: string }[];
  emails?: { email?: string }[];
}

export interface TemplateParameter {
  type: string;
  text?: string;
  parameter_name?: string;
  image?: Media;
  video?: Media;
  document?: Media;
  location?: Location;
  product?: ProductItem;
  currency?: { fallback_value?: string };
  date_time?: { fallback_value?: string };
  payload?: string;
  coupon_code?: string;
  limited_time_offer?: { expiration_time_ms?: number };
  action?: TemplateAction;
}

/** What a template's button opens, where the sending says so. */
export interface TemplateAction {
  flow_token?: string;
  flow_action_data?: Record<string, unknown>;
  thumbnail_product_retailer_id?: string;
  sections?: ProductSection[];
  order_details?: OrderDetails;
}

export interface TemplateParameters {
  type: string;
  sub_type?: string;
  index?: string | number;
  parameters?: TemplateParameter[];
  /** Of a carousel. */
  cards?: { card_index?: number; components?: TemplateParameters[] }[];
  /** Some clients write it beside its parameters, as Meta's older page does. */
  limited_time_offer?: { expiration_time_ms?: number };
}

export interface TemplateSend {
  name: string;
  language?: { code: string };
  components?: TemplateParameters[];
}

export const MEDIA_KINDS = ["image", "video", "audio", "document", "sticker"] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

export type MetaMessage = {
  type: string;
  text?: { body?: string; preview_url?: boolean };
  location?: Location;
  contacts?: SharedContact[];
  interactive?: Interactive;
  template?: TemplateSend;
  button?: { text?: string; payload?: string };
  reaction?: { message_id?: string; emoji?: string };
  order?: {
    catalog_id?: string;
    text?: string;
    product_items?: (ProductItem & { quantity?: number | string; item_price?: number | string; currency?: string })[];
  };
  referral?: Referral;
  system?: { body?: string };
  unsupported?: { type?: string };
  edit?: { original_message_id?: string };
  revoke?: { original_message_id?: string };
} & Partial<Record<MediaKind, Media>>;

export function asMeta(content: unknown): MetaMessage {
  const known =
    typeof content === "object" && content !== null && "type" in content && typeof content.type === "string";
  return known ? (content as MetaMessage) : { type: "unknown" };
}

/** The option a message picks: the id of the button or row that was tapped, the words of a template's button. */
export function chosenOption({ interactive, button }: MetaMessage): string | undefined {
  return interactive?.button_reply?.id ?? interactive?.list_reply?.id ?? button?.text;
}

/** What the customer sends back by tapping something drawn in a message. */
export type Reply =
  | { type: "interactive"; interactive: { type: "button_reply"; button_reply: { id: string; title: string } } }
  | { type: "interactive"; interactive: { type: "list_reply"; list_reply: ListRow } }
  | { type: "button"; button: { payload: string; text: string } };

export const tapButton = (button_reply: { id: string; title: string }): Reply => ({
  type: "interactive",
  interactive: { type: "button_reply", button_reply },
});

export const chooseRow = (list_reply: ListRow): Reply => ({
  type: "interactive",
  interactive: { type: "list_reply", list_reply },
});

/** What a message opens on the phone when it is tapped. */
export type Opening =
  | { what: "list"; title?: string; sections: NonNullable<Action["sections"]> }
  | { what: "flow"; flow: FlowParameters }
  | { what: "products"; title?: string; catalogId?: string; sections?: ProductSection[] }
  | { what: "order"; order: OrderDetails }
  | { what: "address"; address: AddressParameters }
  | { what: "location" | "contact" | "callPermission" };

/** One line that stands for a message, for quotes and lists. */
export function previewOf(message: MetaMessage): string {
  const { interactive, text, button, template } = message;
  const media = MEDIA_KINDS.map((kind) => message[kind]).find(Boolean);
  return (
    text?.body ??
    interactive?.button_reply?.title ??
    interactive?.list_reply?.title ??
    interactive?.nfm_reply?.body ??
    interactive?.body?.text ??
    button?.text ??
    media?.caption ??
    media?.filename ??
    message.location?.name ??
    message.contacts?.[0]?.name?.formatted_name ??
    template?.name ??
    message.type
  );
}
