// Flow texts are written in a little Markdown; WhatsApp's own marks draw the same.
import { wordsOf } from "./expression";

/** Several lines may come as an array. */
export function richText(text: unknown): string {
  const lines = Array.isArray(text) ? text.map(wordsOf) : wordsOf(text).split("\n");
  return lines.map(line).join("\n");
}

function line(markdown: string): string {
  const heading = /^#{1,6}\s+(.*)$/.exec(markdown)?.[1];
  if (heading !== undefined) return `*${inline(heading)}*`;
  return inline(markdown.replace(/^\s*[-+*]\s+/, "• "));
}

function inline(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, "$1: $2")
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replaceAll(/\*\*([^*]+)\*\*/g, "*$1*")
    .replaceAll(/~~([^~]+)~~/g, "~$1~");
}
