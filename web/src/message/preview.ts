// What a phone can tell of a link by looking at it.
import { parseFormatting, type Piece } from "./formatting";

function firstLink(pieces: Piece[]): string | undefined {
  for (const piece of pieces) {
    if (piece.kind === "link") return piece.text;
    const inside = "pieces" in piece ? firstLink(piece.pieces) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

/** The first link of a text: its address, its host, and the last word of its path as a title. */
export function previewedLink(text: string): { url: string; host: string; title: string } | undefined {
  const url = firstLink(parseFormatting(text));
  if (!url || !URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  const host = hostname.replace(/^www\./, "");
  const last = pathname.split("/").filter(Boolean).at(-1) ?? "";
  const words = decoded(last)
    .replace(/\.\w{2,5}$/, "")
    .replaceAll(/[-_+]+/g, " ")
    .trim();
  return { url, host, title: words === "" ? host : words.charAt(0).toUpperCase() + words.slice(1) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
