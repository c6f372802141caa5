// Undo and redo: texts before and after the present one. Edits of the same thing in quick succession are one step.

export interface History {
  past: string[];
  text: string;
  future: string[];
  /** What the last edit was about, and when. */
  about?: string;
  at: number;
}

const STEPS = 200;
const TOGETHER_MS = 1_500;

export const begin = (text: string): History => ({ past: [], text, future: [], at: 0 });

export function advance(history: History, text: string, now: number, about?: string): History {
  if (text === history.text) return history;
  const together = about !== undefined && about === history.about && now - history.at < TOGETHER_MS;
  const past = together ? history.past : [...history.past, history.text].slice(-STEPS);
  return { past, text, future: [], about, at: now };
}

export function undo({ past, text, future }: History): History {
  const before = past.at(-1);
  if (before === undefined) return { past, text, future, at: 0 };
  return { past: past.slice(0, -1), text: before, future: [text, ...future], at: 0 };
}

export function redo({ past, text, future }: History): History {
  const [after, ...rest] = future;
  if (after === undefined) return { past, text, future, at: 0 };
  return { past: [...past, text], text: after, future: rest, at: 0 };
}
