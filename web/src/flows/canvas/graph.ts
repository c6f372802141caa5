// Cards and their places as the canvas library wants them. Objects are kept from one drawing to the next where nothing
// about them changed, so that only what changed is drawn.
import { type Edge, MarkerType, type Node, type NodeHandle, Position } from "@xyflow/react";
import type { Card } from "../model/card";
import type { Change } from "../model/difference";
import type { Places } from "../model/layout";
import type { Path } from "../model/tree";
import type { Standing } from "../useStanding";

export interface CardData extends Record<string, unknown> {
  card: Card;
  problem?: "error" | "warning";
  /** How many contacts stand here, and how many stopped answering. */
  standing?: Standing;
  lit?: "here" | "passed";
  change?: Change;
  readOnly: boolean;
}

export type CardNode = Node<CardData, "card">;
export type WayEdge = Edge<{ path: Path; label: string; readOnly: boolean }, "way">;

export const IN = "in";
const DOT = 14;

function handlesOf({ outlets, depths, width, height }: Card): NodeHandle[] {
  const dot = { width: DOT, height: DOT };
  const middle = width / 2 - DOT / 2;
  return [
    { id: IN, type: "target", position: Position.Top, x: middle, y: -DOT / 2, ...dot },
    ...outlets.map(({ id, route }, index): NodeHandle =>
      route === "next"
        ? { id, type: "source", position: Position.Bottom, x: middle, y: height - DOT / 2, ...dot }
        : {
            id,
            type: "source",
            position: Position.Right,
            x: width - DOT / 2,
            y: (depths[index] ?? 0) - DOT / 2,
            ...dot,
          },
    ),
  ];
}

export interface Marks {
  problems: Record<string, "error" | "warning" | undefined>;
  standing: Record<string, Standing | undefined>;
  lit: Record<string, "here" | "passed" | undefined>;
  changes: Record<string, Change | undefined>;
}

export function nodeFor(card: Card, places: Places, marks: Marks, readOnly: boolean): CardNode {
  const { id, width, height } = card;
  return {
    id,
    type: "card",
    position: places[id] ?? { x: 0, y: 0 },
    width,
    height,
    measured: { width, height },
    handles: handlesOf(card),
    data: {
      card,
      problem: marks.problems[id],
      standing: marks.standing[id],
      lit: marks.lit[id],
      change: marks.changes[id],
      readOnly,
    },
  };
}

export function edgesOf(cards: Card[], readOnly: boolean): WayEdge[] {
  const known = new Set(cards.map(({ id }) => id));
  return cards.flatMap(({ id, outlets }) =>
    outlets.flatMap((outlet): WayEdge[] =>
      outlet.target !== undefined && known.has(outlet.target)
        ? [
            {
              id: `${id}/${outlet.id}`,
              type: "way",
              source: id,
              sourceHandle: outlet.id,
              target: outlet.target,
              targetHandle: IN,
              data: { path: outlet.path, label: outlet.label, readOnly },
              markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
              className: outlet.route,
            },
          ]
        : [],
    ),
  );
}
