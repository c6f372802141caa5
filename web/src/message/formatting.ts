// WhatsApp's own marks: *bold*, _italic_, ~struck~, ```monospace```, and addresses that can be followed.

export type Piece =
  { kind: "text" | "mono" | "link"; text: string } | { kind: "bold" | "italic" | "struck"; pieces: Piece[] };

const MARKS = { "*": "bold", _: "italic", "~": "struck" } as const;

// A mark counts only at the edge of a word and when it hugs its text, as on the phone: "2 * 3 * 4" stays as it is.
const PATTERN =
  /```([^]+?)```|`([^`\n]+)`|(https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]}'"])|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]+?)(?<=\S)\4(?![\p{L}\p{N}])/gu;

export function parseFormatting(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(PATTERN)) {
    if (match.index > end) pieces.push({ kind: "text", text: text.slice(end, match.index) });
    pieces.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) });
  return pieces;
}

function pieceOf([whole, block, inline, link, mark, marked]: RegExpExecArray): Piece {
  const mono = block ?? inline;
  if (mono !== undefined) return { kind: "mono", text: mono };
  if (link !== undefined) return { kind: "link", text: link };
  if (mark === undefined || marked === undefined) return { kind: "text", text: whole };
  return { kind: MARKS[mark as keyof typeof MARKS], pieces: parseFormatting(marked) };
}
