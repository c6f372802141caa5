// The template with its samples put in, as a message that can be drawn.
import type { MetaMessage, TemplateParameter, TemplateParameters } from "../../message/meta";
import { type Button, type Component, type Draft, isNamed } from "./draft";
import { samplesOf, variablesIn } from "./variables";

const MEDIA = ["IMAGE", "VIDEO", "DOCUMENT"];
/** What an offer counts down from in the preview. */
const OFFER_MS = 24 * 3_600_000;
/** Stands for a one-time password, of which Meta writes the words. */
const PASSWORD: TemplateParameter = { type: "text", text: "123456" };

/** `files`: what was uploaded here, by handle. */
export function previewMessage(draft: Draft, files: Map<string, string>, now: number): MetaMessage {
  const components = sentWith(draft.components, isNamed(draft), files, now);
  return { type: "template", template: { name: draft.name, language: { code: draft.language }, components } };
}

function sentWith(parts: Component[], named: boolean, files: Map<string, string>, now: number): TemplateParameters[] {
  return parts.flatMap((part): TemplateParameters[] => {
    switch (part.type.toUpperCase()) {
      case "HEADER":
        return [{ type: "header", parameters: headerValues(part, named, files) }];
      case "BODY":
        return [{ type: "body", parameters: part.text === undefined ? [PASSWORD] : values(part, named) }];
      case "BUTTONS":
        return (part.buttons ?? []).flatMap((button, index) => buttonValue(button, index));
      case "LIMITED_TIME_OFFER":
        return [{ type: "limited_time_offer", limited_time_offer: { expiration_time_ms: now + OFFER_MS } }];
      case "CAROUSEL": {
        const cards = (part.cards ?? []).map((card, index) => ({
          card_index: index,
          components: sentWith(card.components, named, files, now),
        }));
        return [{ type: "carousel", cards }];
      }
      default:
        return [];
    }
  });
}

function values(part: Component, named: boolean): TemplateParameter[] {
  const samples = samplesOf(part);
  return variablesIn(part.text).map((name) => {
    const text = samples[name] ?? "";
    return named ? { type: "text", parameter_name: name, text } : { type: "text", text };
  });
}

function headerValues(part: Component, named: boolean, files: Map<string, string>): TemplateParameter[] {
  const format = (part.format ?? "TEXT").toUpperCase();
  if (!MEDIA.includes(format)) return values(part, named);
  const handle = (part.example?.header_handle as string[] | undefined)?.[0] ?? "";
  const link = files.get(handle);
  const kind = format.toLowerCase() as "image";
  return [{ type: kind, [kind]: link ? { link } : {} }];
}

function buttonValue(button: Button, index: number): TemplateParameters[] {
  const sample = [button.example].flat()[0] ?? "";
  if (button.type === "URL" && variablesIn(button.url).length > 0) {
    // The sample is the whole address; what is sent is what stands for the variable.
    const stem = (button.url ?? "").split("{{")[0] ?? "";
    const text = sample.startsWith(stem) ? sample.slice(stem.length) : sample;
    return [{ type: "button", sub_type: "url", index, parameters: [{ type: "text", text }] }];
  }
  if (button.type === "COPY_CODE") {
    return [
      { type: "button", sub_type: "copy_code", index, parameters: [{ type: "coupon_code", coupon_code: sample }] },
    ];
  }
  return [];
}
