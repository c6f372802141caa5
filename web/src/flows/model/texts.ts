// Every text of a flow with its languages: the rows of the table of translations.
import { contentSchema, nameOf, ROOT, type Schema, walk } from "./schema";
import { kindKey } from "./outlets";
import { type FlowTree, isObject, type Json, languagesOf, type Path, text } from "./tree";

export interface TextRow {
  path: Path;
  /** None for the texts of the flow as a whole. */
  node?: string;
  /** By language; a text that is the same for everybody stands under "". */
  texts: Record<string, string>;
}

const isText = (schema: Schema): boolean => nameOf(schema) === "text";

export function textRows(tree: FlowTree): TextRow[] {
  const rows: TextRow[] = [];
  const gather = (value: Json | undefined, schema: Schema | undefined, path: Path, node?: string) => {
    walk(
      value,
      schema,
      (part, at, inside) => {
        if (isText(at)) rows.push({ path: inside, node, texts: textsIn(part) });
      },
      path,
    );
  };
  for (const [id, node] of Object.entries(tree.nodes)) {
    const kind = kindKey(node);
    gather(node[kind], contentSchema(kind), ["nodes", id, kind], id);
  }
  for (const [key, schema] of Object.entries(ROOT.properties ?? {})) {
    if (key !== "nodes") gather(tree.whole[key], schema, [key]);
  }
  return rows;
}

/** Links and names of templates are no words to translate, though they may differ by language. */
const WORDLESS = new Set(["link", "language"]);
export const isWords = ({ path }: TextRow): boolean => !WORDLESS.has(String(path.at(-1)));

function textsIn(value: Json): Record<string, string> {
  if (!isObject(value)) return { "": text(value) };
  return Object.fromEntries(Object.entries(value).map(([language, words]) => [language, text(words)]));
}

export function textLanguages(tree: FlowTree, rows: TextRow[]): string[] {
  const occurring = rows
    .filter(isWords)
    .flatMap(({ texts }) => Object.keys(texts).filter((language) => language !== ""));
  return languagesOf(tree, occurring);
}

/** What the document holds after one language of a text was written. */
export function withText({ texts }: TextRow, own: string, language: string, words: string): Json {
  const { "": plain, ...translated } = texts;
  if (plain !== undefined && language === own) return words;
  const before = plain === undefined ? translated : { [own]: plain };
  const after = { ...before, [language]: words };
  const filled = Object.entries(after).filter(([tag, one]) => one !== "" || tag === own);
  return Object.fromEntries(filled);
}
