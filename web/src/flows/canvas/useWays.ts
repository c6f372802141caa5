// Which ways are selected, and taking them off.
import type { EdgeChange } from "@xyflow/react";
import { useMemo, useState } from "react";
import { useBuilder } from "../builder";
import { disconnect } from "../model/edits";
import { sourceOf, type WayEdge } from "./graph";

export function useWays(edges: WayEdge[]) {
  const { apply, mayEdit } = useBuilder();
  const [selected, setSelected] = useState<string[]>([]);
  const shown = useMemo(
    () => edges.map((edge) => (selected.includes(edge.id) ? { ...edge, selected: true } : edge)),
    [edges, selected],
  );
  const onEdgesChange = (changes: EdgeChange<WayEdge>[]) => {
    const chosen = new Set(selected);
    for (const change of changes) {
      if (change.type === "select") chosen[change.selected ? "add" : "delete"](change.id);
    }
    setSelected([...chosen]);
  };
  /** Takes the selected ways off; whether there were any. */
  const remove = (): boolean => {
    const there = edges.filter(({ id }) => selected.includes(id));
    if (there.length === 0 || !mayEdit) return false;
    apply((draft) => {
      for (const { id } of there) disconnect(draft, sourceOf(id));
    });
    setSelected([]);
    return true;
  };
  return { edges: shown, onEdgesChange, remove };
}
