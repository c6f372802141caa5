// The canvas: nodes and ways as the document has them. Nothing is kept here but what is being dragged.
import "@xyflow/react/dist/base.css";
import {
  Background,
  type Connection,
  Controls,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { useMantineColorScheme } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { connect, disconnect, move, type Source } from "../model/edits";
import { BLUEPRINTS } from "../model/kinds";
import type { Path } from "../model/tree";
import { AddOnEdge } from "./add-on-edge";
import { Announcer } from "./Announcer";
import { CanvasTools } from "./CanvasTools";
import styles from "./canvas.module.css";
import { EmptyCanvas } from "./EmptyCanvas";
import type { CardNode, WayEdge as Way } from "./graph";
import { NodeCard } from "./NodeCard";
import { DRAGGED } from "./Palette";
import { useCanvasKeys } from "./useCanvasKeys";
import { useGraph } from "./useGraph";
import { useFirstLook, useVisits } from "./useVisits";
import { WayEdge } from "./WayEdge";

const NODES = { card: NodeCard };
const EDGES = { way: WayEdge };

export default function Canvas() {
  return (
    <ReactFlowProvider>
      <Board />
    </ReactFlowProvider>
  );
}

function Board() {
  const { t } = useTranslation();
  const builder = useBuilder();
  const { colorScheme } = useMantineColorScheme();
  const { mayEdit, places, select, selected, apply, ask, open, panel } = builder;
  const [dragged, setDragged] = useState<Record<string, { x: number; y: number } | undefined>>({});
  const { nodes, edges } = useGraph(dragged);
  const keys = useCanvasKeys();
  useVisits();

  const changeNodes = (changes: NodeChange<CardNode>[]) => {
    const chosen = new Set(selected);
    for (const change of changes) {
      if (change.type === "select") chosen[change.selected ? "add" : "delete"](change.id);
      else if (change.type === "position" && change.position && change.dragging) {
        const { id, position } = change;
        setDragged((before) => ({ ...before, [id]: position }));
      }
    }
    if (changes.some(({ type }) => type === "select")) select([...chosen]);
  };
  const drop = (_: unknown, __: unknown, moved: CardNode[]) => {
    apply((draft) => {
      move(draft, places, Object.fromEntries(moved.map(({ id, position }) => [id, position])));
    });
    setDragged({});
  };
  const openNode = () => {
    if (panel === null || panel === "problems" || panel === "versions") open("settings");
  };

  return (
    <section
      className={styles.canvas}
      aria-label={t("builder.canvas")}
      aria-describedby="canvas-keys"
      // The board takes the keys itself: there is no native element that is a drawing with keys of its own.
      role="application"
      tabIndex={0}
      data-canvas
      {...keys}
    >
      <p id="canvas-keys" className="heard">
        {t("builder.keysHint")}
      </p>
      <AddOnEdge
        value={useCallback(
          (from: Source) => {
            ask({ what: "add", from });
          },
          [ask],
        )}
      >
        <ReactFlow<CardNode, Way>
          nodes={nodes}
          edges={edges}
          nodeTypes={NODES}
          edgeTypes={EDGES}
          onNodesChange={changeNodes}
          onEdgesChange={useEdgeRemoval()}
          onNodeDragStop={drop}
          onNodeDoubleClick={() => {
            open("settings");
          }}
          onNodeClick={openNode}
          {...useConnecting()}
          {...useDropping()}
          nodesDraggable={mayEdit}
          nodesConnectable={mayEdit}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={["Shift", "Meta", "Control"]}
          onlyRenderVisibleElements
          colorMode={colorScheme === "auto" ? "system" : colorScheme}
          minZoom={0.1}
          maxZoom={1.6}
          onInit={useFirstLook()}
          proOptions={{ hideAttribution: true }}
        >
          <Background gap={20} />
          <MiniMap
            pannable
            zoomable
            className={styles.minimap}
            style={{ width: 150, height: 110 }}
            ariaLabel={t("builder.minimap")}
            nodeStrokeWidth={3}
          />
          <Controls showInteractive={false} showZoom={false} showFitView={false}>
            <CanvasTools />
          </Controls>
        </ReactFlow>
      </AddOnEdge>
      {nodes.length === 0 && <EmptyCanvas />}
      <Announcer />
    </section>
  );
}

/** New ways by pulling from a dot: onto a node, or into the open for a new one. */
function useConnecting() {
  const { apply, ask, cards } = useBuilder();
  const pathOf = useMemo(() => {
    const paths = new Map(
      cards.flatMap(({ id, outlets }) => outlets.map((outlet) => [`${id}/${outlet.id}`, outlet.path] as const)),
    );
    return (node: string | null | undefined, handle: string | null | undefined): Path | undefined =>
      paths.get(`${node ?? ""}/${handle ?? ""}`);
  }, [cards]);
  const join = ({ source, sourceHandle, target }: Connection) => {
    const path = pathOf(source, sourceHandle);
    if (!path) return;
    apply((draft) => {
      connect(draft, { node: source, path }, target);
    });
  };
  const pulledOut: OnConnectEnd = (_, { isValid, fromNode, fromHandle, toNode }) => {
    const path = pathOf(fromNode?.id, fromHandle?.id);
    if (isValid || toNode || !fromNode || !path) return;
    ask({ what: "add", from: { node: fromNode.id, path } });
  };
  const rejoin = (edge: Way, connection: Connection) => {
    if (edge.source === connection.source && edge.sourceHandle === connection.sourceHandle) join(connection);
  };
  return { onConnect: join, onConnectEnd: pulledOut, onReconnect: rejoin };
}

function useEdgeRemoval() {
  const { apply, mayEdit } = useBuilder();
  return (changes: EdgeChange<Way>[]) => {
    const gone = changes.flatMap((change) => (change.type === "remove" ? [change.id] : []));
    if (gone.length === 0 || !mayEdit) return;
    apply((draft) => {
      for (const id of gone) {
        const [node = "", outlet = ""] = id.split("/");
        disconnect(draft, { node, path: pathFrom(outlet) });
      }
    });
  };
}

const pathFrom = (outlet: string): Path => outlet.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** Kinds that are dragged here from the palette; on a way they go in between. */
function useDropping() {
  const { add, mayEdit, cards } = useBuilder();
  const { screenToFlowPosition } = useReactFlow();
  const onDragOver = (event: React.DragEvent) => {
    if (!mayEdit || !event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  };
  const onDrop = (event: React.DragEvent) => {
    const [kind, shape] = event.dataTransfer.getData(DRAGGED).split("/");
    const blueprint = BLUEPRINTS.find((one) => one.kind === kind && one.shape === shape);
    if (!blueprint) return;
    event.preventDefault();
    const way =
      event.target instanceof Element ? event.target.closest(".react-flow__edge")?.getAttribute("data-id") : null;
    const [node = "", outlet = ""] = way?.split("/") ?? [];
    const from = cards.some(({ id }) => id === node) ? { node, path: pathFrom(outlet) } : undefined;
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    add(blueprint, from, from ? undefined : { x: x - 136, y: y - 20 });
  };
  return { onDragOver, onDrop };
}
