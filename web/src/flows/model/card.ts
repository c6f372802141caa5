// A node as the canvas draws it: a bubble with its choices, measured beforehand, so that what is off the screen need not
// be drawn to be placed.
import { kindOf } from "./kinds";
import { becomesList } from "./limits";
import { danglingOf, type Dangling, flat, kindKey, type Outlet, outletsOf } from "./outlets";
import { type FlowTree, isObject, type Json, type JsonObject, localised } from "./tree";

export interface Card {
  id: string;
  kind: string;
  speaks: boolean;
  /** What it says, or does, in the language that is shown. */
  text: string;
  lines: number;
  media?: string;
  footer: string;
  /** Its buttons are shown as a list on the phone. */
  list: boolean;
  outlets: (Outlet & { dangling?: Dangling })[];
  isStart: boolean;
  width: number;
  height: number;
  /** How far down each outlet hangs. */
  depths: number[];
}

export const WIDTH = 272;
const HEADER = 34;
const PADDING = 12;
const LINE = 20;
const NOTE = 24;
const MEDIA = 64;
const ROW = 32;
const BOTTOM = 10;
const LETTERS = 35;
const MOST_LINES = 6;

export function cardsOf(tree: FlowTree, language: string): Card[] {
  const exists = (id: string) => Object.hasOwn(tree.nodes, id);
  return Object.entries(tree.nodes).map(([id, node]) => cardOf(id, node, language, exists, tree.start === id));
}

function cardOf(
  id: string,
  node: JsonObject,
  language: string,
  exists: (id: string) => boolean,
  isStart: boolean,
): Card {
  const kind = kindKey(node);
  const content = node[kind];
  const all = outletsOf(node, language);
  const outlets = all.map((outlet) => ({ ...outlet, dangling: danglingOf(outlet, all, exists) }));
  const text = summary(kind, content, language);
  const lines = Math.min(wrapped(text), MOST_LINES);
  const media = isObject(content) && isObject(content.media) ? flat(content.media.kind) : undefined;
  const footer = isObject(content) ? localised(content.footer, language) : "";
  const list = isObject(content) && becomesList(content, language);
  const above =
    HEADER + (media ? MEDIA : 0) + (lines > 0 ? lines * LINE + PADDING : 0) + (footer ? LINE : 0) + (list ? NOTE : 0);
  const depths: number[] = [];
  let down = above;
  for (const { route } of outlets) {
    if (route === "next") continue;
    depths.push(down + ROW / 2);
    down += ROW;
  }
  const height = down + BOTTOM;
  return {
    id,
    kind,
    speaks: kindOf(kind).speaks ?? false,
    text,
    lines,
    media,
    footer,
    list,
    outlets,
    isStart,
    width: WIDTH,
    height,
    depths: outlets.map(({ route }) => (route === "next" ? height : (depths.shift() ?? height))),
  };
}

const wrapped = (text: string): number =>
  text === "" ? 0 : text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / LETTERS)), 0);

/** What stands in the bubble: the words, or the settings in short. */
function summary(kind: string, content: Json | undefined, language: string): string {
  if (kind === "go_to" || kind === "branch") return "";
  if (!isObject(content)) return flat(content);
  if (content.text !== undefined) return localised(content.text, language);
  if (isObject(content.template)) return flat(content.template.name);
  if (kind === "set_contact_field") return `${flat(content.field)} = ${flat(content.value)}`;
  if (kind === "http_request") return `${flat(content.method) || "GET"} ${flat(content.url)}`;
  if (kind === "say") return "";
  return Object.entries(content)
    .filter(([, value]) => !leadsOn(value))
    .map(([key, value]) => `${key.replaceAll("_", " ")}: ${isObject(value) ? localised(value, language) : flat(value)}`)
    .join("\n");
}

/** Lists of choices and ways are drawn as outlets. */
const leadsOn = (value: Json): boolean =>
  Array.isArray(value) && value.some((item) => isObject(item) && "go_to" in item);
