// Kinds that are dragged here from the palette: into the open where they fall, on a way in between.
import { useReactFlow } from "@xyflow/react";
import type { DragEvent } from "react";
import { useBuilder } from "../builder";
import { WIDTH } from "../model/card";
import { BLUEPRINTS } from "../model/kinds";
import { sourceOf } from "./graph";
import { DRAGGED } from "./Palette";

export function useDropping() {
  const { add, mayEdit } = useBuilder();
  const { screenToFlowPosition } = useReactFlow();
  const onDragOver = (event: DragEvent) => {
    if (!mayEdit || !event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  };
  const onDrop = (event: DragEvent) => {
    const [kind, shape] = event.dataTransfer.getData(DRAGGED).split("/");
    const blueprint = BLUEPRINTS.find((one) => one.kind === kind && one.shape === shape);
    if (!blueprint) return;
    event.preventDefault();
    const way = event.target instanceof Element ? event.target.closest(".react-flow__edge") : null;
    const from = way?.getAttribute("data-id");
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    if (from) add(blueprint, sourceOf(from));
    else add(blueprint, undefined, { x: x - WIDTH / 2, y });
  };
  return { onDragOver, onDrop };
}
