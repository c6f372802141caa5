// Everything on the canvas by key: add, move between nodes, connect, edit, delete, copy, undo.
import { useReactFlow } from "@xyflow/react";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { useBuilder } from "../builder";
import { fromClipboard, toClipboard } from "../model/clipboard";
import { paste, tidy } from "../model/edits";
import { type Direction, neighbour } from "../model/neighbours";

const ARROWS: Record<string, Direction | undefined> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export function useCanvasKeys() {
  const builder = useBuilder();
  const { selected, select, tree, places, apply, mayEdit, visit } = builder;
  const commands = useCommands();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const direction = ARROWS[event.key];
    if (direction && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const to = neighbour(places, selected.at(-1), direction, tree.start);
      if (to !== undefined) visit(to);
      event.preventDefault();
      return;
    }
    const command = commands[chord(event)];
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    command();
  };
  const copied = () => Object.fromEntries(selected.flatMap((id) => (tree.nodes[id] ? [[id, tree.nodes[id]]] : [])));
  const copy = (event: ClipboardEvent) => {
    if (isTyping(event.target) || selected.length === 0) return;
    event.clipboardData.setData("text/plain", toClipboard(copied()));
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isTyping(event.target) || !mayEdit) return;
    const nodes = fromClipboard(event.clipboardData.getData("text/plain"));
    if (Object.keys(nodes).length === 0) return;
    event.preventDefault();
    let names: string[] = [];
    apply((draft) => {
      names = paste(draft, tree, nodes);
    });
    select(names);
  };
  return {
    onKeyDown,
    onCopy: copy,
    onCut: (event: ClipboardEvent) => {
      copy(event);
      if (event.defaultPrevented && mayEdit) builder.remove(selected);
    },
    onPaste,
  };

  function useCommands(): Record<string, (() => void) | undefined> {
    const { undo, redo, ask, open, remove, cards } = builder;
    const { zoomIn, zoomOut, fitView } = useReactFlow();
    const only = (command: () => void) => (mayEdit ? command : undefined);
    const one = selected.at(-1);
    const duplicate = () => {
      let names: string[] = [];
      apply((draft) => {
        names = paste(draft, tree, copied());
      });
      select(names);
    };
    return {
      "/": only(() => {
        ask({ what: "add" });
      }),
      c: only(() => {
        if (one !== undefined) ask({ what: "connect", node: one });
      }),
      Delete: only(() => {
        remove(selected);
      }),
      Backspace: only(() => {
        remove(selected);
      }),
      Enter: () => {
        open("settings");
        focusPanel();
      },
      Escape: () => {
        select([]);
      },
      t: () => {
        open("phone");
      },
      l: only(() => {
        apply(tidy);
      }),
      "+": () => void zoomIn(),
      "-": () => void zoomOut(),
      0: () => void fitView({ padding: 0.12, maxZoom: 1 }),
      "Mod+z": only(undo),
      "Mod+Shift+z": only(redo),
      "Mod+y": only(redo),
      "Mod+d": only(duplicate),
      "Mod+f": () => {
        ask({ what: "find" });
      },
      "Mod+a": () => {
        select(cards.map(({ id }) => id));
      },
    };
  }
}

function chord(event: KeyboardEvent): string {
  const modified = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 && modified ? event.key.toLowerCase() : event.key;
  return `${modified ? "Mod+" : ""}${modified && event.shiftKey ? "Shift+" : ""}${key}`;
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(input|textarea|select)$/i.test(target.tagName) ||
      target.closest("[role=dialog]") !== null)
  );
}

/** The first field of the panel that has just been opened. */
export function focusPanel() {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(
      "[data-panel] textarea, [data-panel] input:not([type=hidden]), [data-panel] button",
    );
    field?.focus();
  });
}
