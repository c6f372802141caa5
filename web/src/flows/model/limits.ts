// How long WhatsApp lets a text be, where it stands. The checker has the last word; these are shown while one writes.
import { type Json, type JsonObject, isObject, localised } from "./tree";

export const BUTTONS = 3;
const BUTTON_TITLE = 20;
const ROW_TITLE = 24;

/** As the checker counts: code points, whatever bytes they take. */
export const lengthOf = (text: string): number => Array.from(text).length;

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The choices of a message or question as they were written: buttons or answers, not yet rows of a list. */
const buttonsOf = (content: JsonObject): JsonObject[] => objects(content.buttons ?? content.choices);

/** More than three buttons, or a title beyond a button's length, are shown as a list. */
export function becomesList(content: JsonObject, language: string): boolean {
  const buttons = buttonsOf(content);
  return (
    !isObject(content.template) &&
    (buttons.length > BUTTONS || buttons.some(({ title }) => lengthOf(localised(title, language)) > BUTTON_TITLE))
  );
}

/** The limit of the text under a key of this definition (`choice`, `say`, …) in a node with this content. */
export function limitOf(definition: string | undefined, key: string, content: Json | undefined): number | undefined {
  const node = isObject(content) ? content : {};
  const choices = buttonsOf(node).length > 0 || node.list !== undefined;
  switch (key) {
    case "title":
      return definition === "section" || node.list !== undefined || buttonsOf(node).length > BUTTONS
        ? ROW_TITLE
        : BUTTON_TITLE;
    case "description":
      return 72;
    case "footer":
      return 60;
    case "button":
    case "list_button":
      return BUTTON_TITLE;
    case "text":
    case "error":
      return choices || node.media !== undefined ? 1024 : 4096;
    default:
      return undefined;
  }
}
