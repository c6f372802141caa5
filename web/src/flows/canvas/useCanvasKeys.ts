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

export function useCanvasKeys(removeWays: () => boolean) {
  const { selected, tree, places, visit } = useBuilder();
  const commands = useCommands(removeWays);
  const clipboard = useClipboard();
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
  return { onKeyDown, ...clipboard };
}

function useClipboard() {
  const { selected, mayEdit, remove } = useBuilder();
  const selectedNodes = useSelectedNodes();
  const add = useAddNodes();
  const onCopy = (event: ClipboardEvent) => {
    if (isTyping(event.target) || selected.length === 0) return;
    event.clipboardData.setData("text/plain", toClipboard(selectedNodes()));
    event.preventDefault();
  };
  const onCut = (event: ClipboardEvent) => {
    onCopy(event);
    if (event.defaultPrevented && mayEdit) remove(selected);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isTyping(event.target) || !mayEdit) return;
    const nodes = fromClipboard(event.clipboardData.getData("text/plain"));
    if (Object.keys(nodes).length === 0) return;
    event.preventDefault();
    add(nodes);
  };
  return { onCopy, onCut, onPaste };
}

function useSelectedNodes() {
  const { selected, tree } = useBuilder();
  return () => Object.fromEntries(selected.flatMap((id) => (tree.nodes[id] ? [[id, tree.nodes[id]]] : [])));
}

/** Puts copies of nodes onto the canvas, and selects them. */
function useAddNodes() {
  const { apply, select, tree } = useBuilder();
  return (nodes: Parameters<typeof paste>[2]) => {
    let names: string[] = [];
    apply((draft) => {
      names = paste(draft, tree, nodes);
    });
    select(names);
  };
}

type Commands = Record<string, (() => void) | undefined>;

function useCommands(removeWays: () => boolean): Commands {
  const { selected, select, open, ask, cards, mayEdit } = useBuilder();
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const edits = useEdits(removeWays);
  return {
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
    "+": () => void zoomIn(),
    "-": () => void zoomOut(),
    0: () => void fitView({ padding: 0.12, maxZoom: 1 }),
    "Mod+f": () => {
      ask({ what: "find" });
    },
    "Mod+a": () => {
      select(cards.map(({ id }) => id));
    },
    ...(mayEdit ? edits(selected.at(-1)) : {}),
  };
}

/** What changes the flow. */
function useEdits(removeWays: () => boolean) {
  const { selected, undo, redo, ask, remove, apply } = useBuilder();
  const selectedNodes = useSelectedNodes();
  const add = useAddNodes();
  const removeSelected = () => {
    if (!removeWays()) remove(selected);
  };
  return (one: string | undefined): Commands => ({
    "/": () => {
      ask({ what: "add" });
    },
    c: () => {
      if (one !== undefined) ask({ what: "connect", node: one });
    },
    l: () => {
      apply(tidy);
    },
    Delete: removeSelected,
    Backspace: removeSelected,
    "Mod+z": undo,
    "Mod+Shift+z": redo,
    "Mod+y": redo,
    "Mod+d": () => {
      add(selectedNodes());
    },
  });
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
