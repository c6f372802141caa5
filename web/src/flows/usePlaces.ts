import { useMemo } from "react";
import type { Card } from "./model/card";
import { arranged, type Places, settled, shapeKey } from "./model/layout";
import type { FlowTree } from "./model/tree";

/** Where the nodes stand: by hand where somebody moved any, else by themselves. */
export function usePlaces(cards: Card[], tree: FlowTree): Places {
  const byHand = Object.keys(tree.layout).length > 0;
  const key = byHand ? "" : shapeKey(cards, tree.start);
  // The key stands for the cards: places are only looked for again when shapes or ways changed.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const found = useMemo(() => (byHand ? {} : arranged(cards, tree.start)), [key, byHand]);
  return useMemo(() => (byHand ? settled(cards, tree) : found), [byHand, cards, tree, found]);
}
