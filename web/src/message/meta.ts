// Meta's message shape, as far as we draw it. Messages come from outside: everything may be missing.

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

export interface Interactive {
  type: string;
  header?: { type: string; text?: string; image?: Media; video?: Media; document?: Media };
  body?: { text?: string };
  footer?: { text?: string };
  action?: {
    buttons?: { reply?: { id: string; title: string } }[];
    button?: string;
    sections?: { title?: string; rows?: ListRow[] }[];
    name?: string;
    parameters?: { display_text?: string; url?: string; flow_cta?: string };
  };
  button_reply?: { id: string; title: string };
  list_reply?: ListRow;
  nfm_reply?: { name?: string; body?: string; response_json?: string };
}

export interface TemplateParameter {
  type: string;
  text?: string;
  parameter_name?: string;
  image?: Media;
  video?: Media;
  document?: Media;
  payload?: string;
  coupon_code?: string;
}

export interface TemplateParameters {
  type: string;
  sub_type?: string;
  index?: string | number;
  parameters?: TemplateParameter[];
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
  text?: { body?: string };
  location?: { latitude: number; longitude: number; name?: string; address?: string };
  contacts?: { name?: { formatted_name?: string }; phones?: { phone?: string }[] }[];
  interactive?: Interactive;
  template?: TemplateSend;
  button?: { text?: string; payload?: string };
  reaction?: { message_id?: string; emoji?: string };
  order?: { text?: string; product_items?: { product_retailer_id?: string; quantity?: number | string }[] };
  system?: { body?: string };
  unsupported?: { type?: string };
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

/** One line that stands for a message, for quotes and lists. */
export function previewOf(message: MetaMessage): string {
  const { interactive, text, button, template } = message;
  const media = MEDIA_KINDS.map((kind) => message[kind]).find(Boolean);
  return (
    text?.body ??
    interactive?.button_reply?.title ??
    interactive?.list_reply?.title ??
    interactive?.body?.text ??
    button?.text ??
    media?.caption ??
    media?.filename ??
    message.location?.name ??
    template?.name ??
    message.type
  );
}
