// Just enough of JSON's grammar to colour it.

export interface Token {
  kind: "key" | "text" | "number" | "plain";
  text: string;
}

const PATTERN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\b\d[\d.eE+-]*|\btrue\b|\bfalse\b|\bnull\b)/g;

export function jsonTokens(json: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of json.matchAll(PATTERN)) {
    const [whole, quoted, colon] = match;
    if (match.index > end) tokens.push({ kind: "plain", text: json.slice(end, match.index) });
    if (quoted === undefined) tokens.push({ kind: "number", text: whole });
    else if (colon === undefined) tokens.push({ kind: "text", text: quoted });
    else tokens.push({ kind: "key", text: quoted }, { kind: "plain", text: colon });
    end = match.index + whole.length;
  }
  if (end < json.length) tokens.push({ kind: "plain", text: json.slice(end) });
  return tokens;
}
