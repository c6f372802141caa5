import { useMemo } from "react";
import { useBuilder } from "../builder";
import { useStanding } from "../useStanding";
import { differenceOf } from "../model/difference";
import type { Places } from "../model/layout";
import { type CardNode, edgesOf, type Marks, nodeFor } from "./graph";

/** The nodes and ways that are drawn, in their places. */
export function useGraph(dragged: Places) {
  const { cards, places, tree, mayEdit, selected, problems, flowId, lit, compared } = useBuilder();
  const standing = useStanding(flowId);
  const marks = useMemo<Marks>(
    () => ({
      problems: worst(problems),
      standing,
      lit: {
        ...Object.fromEntries(lit.trail.map((id) => [id, "passed" as const])),
        ...(lit.node && { [lit.node]: "here" }),
      },
      changes: compared ? differenceOf(compared.tree, tree).nodes : {},
    }),
    [problems, standing, lit, compared, tree],
  );
  const still = useMemo(
    () => cards.map((card) => nodeFor(card, places, marks, !mayEdit)),
    [cards, places, marks, mayEdit],
  );
  const nodes = useMemo(
    () =>
      still.map((node): CardNode => {
        const position = dragged[node.id];
        const isSelected = selected.includes(node.id);
        return position || isSelected ? { ...node, position: position ?? node.position, selected: isSelected } : node;
      }),
    [still, dragged, selected],
  );
  const edges = useMemo(() => edgesOf(cards, !mayEdit), [cards, mayEdit]);
  return { nodes, edges };
}

function worst(problems: { node: string | null; severity: "error" | "warning" }[]): Marks["problems"] {
  const marks: Marks["problems"] = {};
  for (const { node, severity } of problems) {
    if (node !== null && marks[node] !== "error") marks[node] = severity;
  }
  return marks;
}
