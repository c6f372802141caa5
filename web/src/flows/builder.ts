// What the parts of the builder share: the document, what is selected, which dialog and which panel is open.
import { createContext, useContext } from "react";
import type { FlowProblem } from "../api/types";
import type { Card } from "./model/card";
import type { Source } from "./model/edits";
import type { Blueprint } from "./model/kinds";
import type { Places } from "./model/layout";
import type { FlowTree } from "./model/tree";
import type { FlowDocument } from "./useFlowDocument";

export const PANELS = ["settings", "phone", "problems", "versions", "variables"] as const;
export type Panel = (typeof PANELS)[number];

export type Dialog =
  /** What to add, and on which outlet. */
  | { what: "add"; from?: Source }
  /** Where an outlet is to lead. */
  | { what: "connect"; node: string; from?: Source }
  | { what: "find" };

export interface Builder extends FlowDocument {
  flowId: string;
  mayEdit: boolean;
  /** The language texts are shown and edited in. */
  language: string;
  setLanguage: (language: string) => void;
  languages: string[];
  cards: Card[];
  /** Where each node stands. */
  places: Places;
  selected: string[];
  select: (ids: string[]) => void;
  /** Selects a node and brings it into view. */
  visit: (id: string) => void;
  visited: { id: string; count: number };
  panel: Panel | null;
  open: (panel: Panel | null) => void;
  dialog: Dialog | null;
  ask: (dialog: Dialog | null) => void;
  problems: FlowProblem[];
  /** Adds a node where it fits best, selects it, and tells its name. */
  add: (blueprint: Pick<Blueprint, "kind" | "shape">, from?: Source, place?: { x: number; y: number }) => void;
  remove: (ids: string[]) => void;
  /** Where the draft's phone stands, and the nodes it came through. */
  lit: { node?: string; trail: string[] };
  light: (lit: { node?: string; trail: string[] }) => void;
  /** The version the draft is held against; the canvas shows both, and takes no edits meanwhile. */
  compared: { version: number; tree: FlowTree } | null;
  compare: (version: { version: number; document: string } | null) => void;
}

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("used outside the builder");
  return builder;
}
