// The text of a flow is the only state. Edits go through YAML's own document, so that comments, order and quotes stay.
import { type Document, isMap, isPair, isScalar, isSeq, type Pair, parseDocument, stringify, type YAMLMap } from "yaml";
import { type FlowTree, type Json, type Path, treeOf } from "./tree";

export interface Unreadable {
  message: string;
  line: number;
}

export interface Reading {
  tree?: FlowTree;
  error?: Unreadable;
}

type FlowDocument = Document.Parsed;

/** The last document that was read or written, so that an edit need not read the text again. */
let last: { text: string; document: FlowDocument } | undefined;

function open(text: string): FlowDocument {
  if (last?.text === text) {
    const { document } = last;
    last = undefined;
    return document;
  }
  return parseDocument(text, { keepSourceTokens: false, prettyErrors: true });
}

export function read(text: string): Reading {
  const document = open(text);
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line ?? 1;
    return { error: { message: error.message.split("\n")[0] ?? "", line } };
  }
  const tree = treeOf(document.toJS() as Json);
  last = { text, document };
  return { tree };
}

/** The text after a change. A text that cannot be read is returned as it is. */
export function edit(text: string, change: (draft: Draft) => void): string {
  const document = open(text);
  if (document.errors.length > 0) return text;
  change(new Draft(document));
  const written = document.toString(styleOf(text));
  last = { text: written, document };
  return written;
}

/** How the author writes: padding inside braces, dashes below their key or indented. */
function styleOf(text: string) {
  return {
    lineWidth: 0,
    flowCollectionPadding: /\{ \S/.test(text) || !/\{\S/.test(text),
    indentSeq: !/^( *)[^\s#-][^\n]*:\n\1- /m.test(text),
  };
}

/** A document that is being changed. */
export class Draft {
  constructor(private readonly document: FlowDocument) {}

  has(path: Path): boolean {
    return this.document.hasIn(path);
  }

  get(path: Path): Json | undefined {
    const found: unknown = this.document.getIn(path, true);
    if (found === undefined) return undefined;
    return (isScalar(found) || isMap(found) || isSeq(found) ? found.toJS(this.document) : found) as Json;
  }

  /** Writes a value; scalars keep their comment and their way of quoting. */
  set(path: Path, value: Json) {
    this.room(path.slice(0, -1), typeof path.at(-1) === "number");
    const there: unknown = this.document.getIn(path, true);
    if (isScalar(there) && (typeof value !== "object" || value === null)) there.value = value;
    else this.document.setIn(path, this.document.createNode(value));
  }

  remove(path: Path) {
    if (this.document.hasIn(path)) this.document.deleteIn(path);
  }

  /** Adds to a list at a place, or at its end. */
  insert(path: Path, index: number, value: Json) {
    this.room(path, true);
    const list: unknown = this.document.getIn(path, true);
    if (isSeq(list)) list.items.splice(index, 0, this.document.createNode(value));
  }

  move(path: Path, from: number, to: number) {
    const list: unknown = this.document.getIn(path, true);
    if (!isSeq(list) || to < 0 || to >= list.items.length) return;
    const [moved] = list.items.splice(from, 1);
    list.items.splice(to, 0, moved);
  }

  /** Gives a key another name where it stands. */
  rename(path: Path, name: string) {
    const parent: unknown = path.length > 1 ? this.document.getIn(path.slice(0, -1), true) : this.document.contents;
    const pair = isMap(parent) ? pairOf(parent, String(path.at(-1))) : undefined;
    if (!pair) return;
    if (isScalar(pair.key)) pair.key.value = name;
    else pair.key = this.document.createNode(name);
  }

  /** Adds a node behind another one, or at the end, with a line of air like its neighbours. */
  addNode(id: string, node: Json, after?: string) {
    this.room(["nodes"], false);
    const nodes: unknown = this.document.getIn(["nodes"], true);
    if (!isMap(nodes)) return;
    const added = this.document.createPair(id, node);
    const airy = nodes.items.slice(1).some((pair) => isScalar(pair.key) && pair.key.spaceBefore);
    if (airy && isScalar(added.key)) added.key.spaceBefore = true;
    const place = after === undefined ? -1 : nodes.items.findIndex((pair) => keyOf(pair) === after);
    nodes.items.splice(place < 0 ? nodes.items.length : place + 1, 0, added);
    nodes.flow = false;
  }

  /** What a path needs above it. */
  private room(path: Path, list: boolean) {
    if (path.length === 0 || this.document.hasIn(path)) {
      const there: unknown = path.length > 0 ? this.document.getIn(path, true) : undefined;
      if (!isScalar(there)) return;
    }
    this.room(path.slice(0, -1), typeof path.at(-1) === "number");
    this.document.setIn(path, this.document.createNode(list ? [] : {}));
  }
}

const keyOf = (pair: unknown): string => (isPair(pair) ? String(isScalar(pair.key) ? pair.key.value : pair.key) : "");

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyOf(pair) === key);
}

/** A part of a document as text, for the clipboard and the small editors. */
export function write(value: Json): string {
  return stringify(value, { lineWidth: 0 });
}

/** The value of a small text; `undefined` when it cannot be read. */
export function valueOf(text: string): Json | undefined {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : (document.toJS() as Json);
}
