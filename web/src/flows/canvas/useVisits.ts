import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useBuilder } from "../builder";
import type { CardNode, WayEdge } from "./graph";

/** Brings a node into view when it is asked for: by a problem, a search, a new node. */
export function useVisits() {
  const { visited, cards, places } = useBuilder();
  const { setCenter, getZoom } = useReactFlow();
  const done = useRef(visited.count);
  const place = places[visited.id];
  const card = cards.find(({ id }) => id === visited.id);
  useEffect(() => {
    if (done.current === visited.count || !place || !card) return;
    done.current = visited.count;
    const zoom = Math.max(getZoom(), 0.6);
    void setCenter(place.x + card.width / 2, place.y + card.height / 2, { zoom });
  }, [visited, place, card, setCenter, getZoom]);
}

const READABLE = 0.75;
const ABOVE = 48;

/** The whole flow where it can be read like that; of a large one its beginning, in a size for reading. */
export function useFirstLook() {
  const { tree, cards, places } = useBuilder();
  return (board: ReactFlowInstance<CardNode, WayEdge>) => {
    const start = places[tree.start];
    const card = cards.find(({ id }) => id === tree.start);
    void board.fitView({ padding: 0.12, maxZoom: 1 }).then(() => {
      const canvas = document.querySelector("[data-canvas]");
      if (board.getZoom() >= READABLE || !start || !card || !canvas) return;
      const x = canvas.clientWidth / 2 - (start.x + card.width / 2) * READABLE;
      void board.setViewport({ x, y: ABOVE - start.y * READABLE, zoom: READABLE });
    });
  };
}
