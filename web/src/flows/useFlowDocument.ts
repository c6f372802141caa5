import { useCallback, useMemo, useReducer } from "react";
import { type Draft, edit, read, type Unreadable } from "./model/document";
import { advance, begin, type History, redo, undo } from "./model/history";
import { type FlowTree, treeOf } from "./model/tree";

export interface FlowDocument {
  text: string;
  /** Of the last text that could be read. */
  tree: FlowTree;
  error?: Unreadable;
  canUndo: boolean;
  canRedo: boolean;
  /** `about` names what is edited: changes of the same thing in quick succession are one step back. */
  apply: (change: (draft: Draft) => void, about?: string) => void;
  replace: (text: string, about?: string) => void;
  undo: () => void;
  redo: () => void;
}

type Act =
  | { type: "edit"; change: (draft: Draft) => void; about?: string; now: number }
  | { type: "replace"; text: string; about?: string; now: number }
  | { type: "undo" | "redo" };

interface State {
  history: History;
  tree: FlowTree;
  error?: Unreadable;
}

function reduce(state: State, act: Act): State {
  const history = moved(state.history, act);
  if (history.text === state.history.text) return { ...state, history };
  const { tree, error } = read(history.text);
  return { history, tree: tree ? kept(state.tree, tree) : state.tree, error };
}

function moved(history: History, act: Act): History {
  switch (act.type) {
    case "edit":
      return advance(history, edit(history.text, act.change), act.now, act.about);
    case "replace":
      return advance(history, act.text, act.now, act.about);
    case "undo":
      return undo(history);
    case "redo":
      return redo(history);
  }
}

/** Nodes that say the same stay the same objects, so that only what changed is drawn anew. */
function kept(before: FlowTree, after: FlowTree): FlowTree {
  const nodes = Object.entries(after.nodes).map(([id, node]) => {
    const old = before.nodes[id];
    return [id, old && JSON.stringify(old) === JSON.stringify(node) ? old : node] as const;
  });
  return { ...after, nodes: Object.fromEntries(nodes) };
}

function start(text: string): State {
  const { tree, error } = read(text);
  return { history: begin(text), tree: tree ?? treeOf({}), error };
}

/** The flow somebody works on: one text, its tree, and the way back. */
export function useFlowDocument(initial: string): FlowDocument {
  const [{ history, tree, error }, dispatch] = useReducer(reduce, initial, start);
  const apply = useCallback((change: (draft: Draft) => void, about?: string) => {
    dispatch({ type: "edit", change, about, now: Date.now() });
  }, []);
  const replace = useCallback((text: string, about?: string) => {
    dispatch({ type: "replace", text, about, now: Date.now() });
  }, []);
  const back = useCallback(() => {
    dispatch({ type: "undo" });
  }, []);
  const forth = useCallback(() => {
    dispatch({ type: "redo" });
  }, []);
  return useMemo(
    () => ({
      text: history.text,
      tree,
      error,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      apply,
      replace,
      undo: back,
      redo: forth,
    }),
    [history, tree, error, apply, replace, back, forth],
  );
}
