// The canvas: nodes and ways as the document has them. Nothing is kept here but what is being dragged.
import "@xyflow/react/dist/base.css";
import { Background, Controls, MiniMap, type NodeChange, ReactFlow, ReactFlowProvider, useStore } from "@xyflow/react";
import { useMantineColorScheme } from "@mantine/core";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { move, type Source } from "../model/edits";
import type { Places } from "../model/layout";
import { AddOnEdge } from "./add-on-edge";
import { Announcer } from "./Announcer";
import { CanvasTools } from "./CanvasTools";
import styles from "./canvas.module.css";
import { EmptyCanvas } from "./EmptyCanvas";
import type { CardNode, WayEdge as Way } from "./graph";
import { NodeCard } from "./NodeCard";
import { useCanvasKeys } from "./useCanvasKeys";
import { useConnecting } from "./useConnecting";
import { useDropping } from "./useDropping";
import { useGraph } from "./useGraph";
import { useFirstLook, useVisits } from "./useVisits";
import { useWays } from "./useWays";
import { WayEdge } from "./WayEdge";

/** Smaller than this, letters are specks. */
const FAR = 0.3;
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
  const { mayEdit, ask, open, panel } = useBuilder();
  const { colorScheme } = useMantineColorScheme();
  const { dragged, ...dragging } = useDragging();
  const graph = useGraph(dragged);
  const { remove, ...ways } = useWays(graph.edges);
  const keys = useCanvasKeys(remove);
  const firstLook = useFirstLook();
  const connecting = useConnecting();
  const dropping = useDropping();
  const isFar = useStore(({ transform: [, , zoom] }) => zoom < FAR);
  useVisits();
  const addOnEdge = useCallback(
    (from: Source) => {
      ask({ what: "add", from });
    },
    [ask],
  );

  return (
    <section
      className={styles.canvas}
      aria-label={t("builder.canvas")}
      aria-describedby="canvas-keys"
      // The board takes the keys itself: there is no native element that is a drawing with keys of its own.
      role="application"
      tabIndex={0}
      data-canvas
      data-far={isFar || undefined}
      {...keys}
    >
      <p id="canvas-keys" className="heard">
        {t("builder.keysHint")}
      </p>
      <AddOnEdge value={addOnEdge}>
        <ReactFlow<CardNode, Way>
          nodes={graph.nodes}
          nodeTypes={NODES}
          edgeTypes={EDGES}
          {...dragging}
          {...ways}
          {...connecting}
          {...dropping}
          onInit={firstLook}
          onNodeClick={() => {
            // Who looks at the phone or the variables goes on looking at them.
            if (panel === null || panel === "problems") open("settings");
          }}
          onNodeDoubleClick={() => {
            open("settings");
          }}
          nodesDraggable={mayEdit}
          nodesConnectable={mayEdit}
          edgesReconnectable={mayEdit}
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
          proOptions={{ hideAttribution: true }}
        >
          <Surroundings />
        </ReactFlow>
      </AddOnEdge>
      {graph.nodes.length === 0 && <EmptyCanvas />}
      <Announcer />
    </section>
  );
}

function Surroundings() {
  const { t } = useTranslation();
  return (
    <>
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
    </>
  );
}

/** Where nodes are while a hand holds them; let go, they are written down. */
function useDragging() {
  const { places, selected, select, apply } = useBuilder();
  const [dragged, setDragged] = useState<Places>({});
  const onNodesChange = (changes: NodeChange<CardNode>[]) => {
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
  const onNodeDragStop = (_: unknown, __: unknown, moved: CardNode[]) => {
    apply((draft) => {
      move(draft, places, Object.fromEntries(moved.map(({ id, position }) => [id, position])));
    });
    setDragged({});
  };
  return { dragged, onNodesChange, onNodeDragStop };
}
