import { useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useBuilder } from "../builder";
import type { Places } from "../model/layout";

/** Brings a node into view when it is asked for: by a problem, a search, a new node. */
export function useVisits(places: Places) {
  const { visited, cards } = useBuilder();
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
