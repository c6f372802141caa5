// What a sentence names, marked in it. Counted in characters as people count, not in the halves that emoji have here.
import type { ExampleMark } from "../api/types";

export interface Word {
  text: string;
  start: number;
  end: number;
  /** Whether a space stands before it. */
  apart: boolean;
}

/** The words of a sentence, signs by themselves. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  let apart = false;
  for (const piece of text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []) {
    const end = at + Array.from(piece).length;
    const isSpace = piece.trim() === "";
    if (!isSpace) words.push({ text: piece, start: at, end, apart });
    apart = isSpace;
    at = end;
  }
  return words;
}

export interface Piece {
  text: string;
  start: number;
  entity?: string;
}

/** The sentence in pieces, those that are marked with what they name. */
export function piecesOf(text: string, marks: ExampleMark[]): Piece[] {
  const letters = Array.from(text);
  const pieces: Piece[] = [];
  let at = 0;
  const plain = (until: number) => {
    if (until > at) pieces.push({ text: letters.slice(at, until).join(""), start: at });
  };
  for (const { entity, start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    plain(start);
    pieces.push({ text: letters.slice(start, end).join(""), start, entity });
    at = end;
  }
  plain(letters.length);
  return pieces;
}

export interface Stretch {
  start: number;
  end: number;
}

export const touches = (mark: Stretch, { start, end }: Stretch): boolean => mark.start < end && start < mark.end;

/** The marks with one more; those it lies over go. Without an entity they only go. */
export function marked(marks: ExampleMark[], stretch: Stretch, entity?: string): ExampleMark[] {
  const others = marks.filter((mark) => !touches(mark, stretch));
  const all = entity === undefined ? others : [...others, { entity, ...stretch }];
  return all.sort((a, b) => a.start - b.start);
}
