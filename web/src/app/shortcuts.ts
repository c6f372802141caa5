// Keys without modifiers, alone ("e") or after another ("g i"); they rest while somebody types.
import { useEffect, useRef } from "react";

export type Bindings = Record<string, (() => void) | undefined>;

const SEQUENCE_MS = 1_200;

/** What the `?` sheet shows; each binding lives beside what it does. */
export const SHORTCUT_SHEET = {
  anywhere: [
    ["Ctrl", "K"],
    ["?"],
    ["g", "o"],
    ["g", "i"],
    ["g", "p"],
    ["g", "f"],
    ["g", "j"],
    ["g", "s"],
    ["g", "m"],
    ["g", "c"],
    ["g", "t"],
    ["g", "a"],
  ],
  lists: [["j"], ["k"], ["Enter"], ["Esc"], ["/"]],
  conversation: [["r"], ["t"], ["b"], ["e"], ["a"], ["z"], ["p"]],
  writing: [["Enter"], ["Shift", "Enter"], ["Ctrl", "S"]],
  canvas: [["/"], ["↑"], ["Enter"], ["c"], ["Delete"], ["t"], ["l"], ["Ctrl", "F"], ["Ctrl", "D"], ["Ctrl", "Z"]],
  campaign: [["c"], ["n"], ["p"], ["."], [","], ["v"]],
  overview: [["v"]],
} as const;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

export function useShortcuts(bindings: Bindings) {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    let first = "";
    let firstAt = 0;
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (typing(event.target) || dialogOpen()) return;
      const sequence = first !== "" && event.timeStamp - firstAt < SEQUENCE_MS ? `${first} ${event.key}` : "";
      const action =
        latest.current[sequence] ?? (first === "g" && sequence !== "" ? undefined : latest.current[event.key]);
      first = sequence === "" ? event.key : "";
      firstAt = event.timeStamp;
      if (!action) return;
      event.preventDefault();
      action();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}
