// Where nodes stand: from top to bottom along the way a conversation takes, unless somebody moved them.
import { graphlib, layout as arrange } from "@dagrejs/dagre";
import type { Card } from "./card";
import type { FlowTree } from "./tree";

export type Places = Record<string, { x: number; y: number } | undefined>;

const BETWEEN = 56;
const RANKS = 72;

/** Places for all nodes by themselves. Only shapes and edges count, so a change of words moves nothing. */
export function arranged(cards: Card[], start: string): Places {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: BETWEEN, ranksep: RANKS, edgesep: 16 });
  const known = new Set(cards.map(({ id }) => id));
  const first = cards.filter(({ id }) => id === start);
  for (const { id, width, height } of [...first, ...cards.filter((card) => card.id !== start)]) {
    graph.setNode(id, { width, height });
  }
  for (const { id, outlets } of cards) {
    for (const { target, id: outlet, route } of outlets) {
      // A way back to the start must not drag the start down.
      if (target === undefined || !known.has(target) || target === id || target === start) continue;
      graph.setEdge(id, target, { weight: route === "next" ? 4 : 1 }, outlet);
    }
  }
  arrange(graph);
  return Object.fromEntries(
    cards.map(({ id, width, height }) => {
      const { x, y } = graph.node(id) as { x: number; y: number };
      return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}

/** What `arranged` depends on; the same key gives the same places. */
export function shapeKey(cards: Card[], start: string): string {
  const nodes = cards.map(
    ({ id, height, outlets }) => `${id}:${height}:${outlets.map(({ target }) => target ?? "").join()}`,
  );
  return `${start}|${nodes.join("|")}`;
}

/** The places of the document where somebody moved nodes; nodes that came later stand below what leads to them. */
export function settled(cards: Card[], { layout }: FlowTree): Places {
  const places: Places = {};
  const rest: Card[] = [];
  for (const card of cards) {
    const place = layout[card.id];
    if (place) places[card.id] = { x: place[0], y: place[1] };
    else rest.push(card);
  }
  for (const card of rest) places[card.id] = freePlace(card, cards, places);
  return places;
}

function freePlace(card: Card, cards: Card[], places: Places): { x: number; y: number } {
  const leader = cards.find(({ id, outlets }) => places[id] && outlets.some(({ target }) => target === card.id));
  const above = leader && places[leader.id];
  const x = above?.x ?? 0;
  const y = above ? above.y + leader.height + RANKS : Math.max(0, ...cards.map((one) => bottom(one, places) + RANKS));
  const meets = (left: number) =>
    cards.some((one) => {
      const place = places[one.id];
      return (
        place !== undefined &&
        Math.abs(place.x - left) < card.width + BETWEEN / 2 &&
        place.y < y + card.height &&
        y < place.y + one.height
      );
    });
  let aside = 0;
  while (meets(x + aside)) aside += card.width + BETWEEN;
  return { x: x + aside, y };
}

const bottom = ({ id, height }: Card, places: Places): number => {
  const place = places[id];
  return place ? place.y + height : 0;
};
