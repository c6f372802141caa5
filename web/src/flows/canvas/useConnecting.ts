// New ways by pulling from a dot: onto a node, into the open for a new one; and old ways pulled to another node or off.
import type { Connection, OnConnectEnd } from "@xyflow/react";
import { useMemo } from "react";
import { useBuilder } from "../builder";
import { connect, disconnect } from "../model/edits";
import type { Path } from "../model/tree";
import type { WayEdge } from "./graph";

export function useConnecting() {
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
  const letGo: OnConnectEnd = (_, { isValid, fromNode, fromHandle, toNode }) => {
    const path = pathOf(fromNode?.id, fromHandle?.id);
    if (!isValid && !toNode && fromNode && path) ask({ what: "add", from: { node: fromNode.id, path } });
  };
  return {
    onConnect: join,
    onConnectEnd: letGo,
    onReconnect: (edge: WayEdge, connection: Connection) => {
      if (edge.source === connection.source && edge.sourceHandle === connection.sourceHandle) join(connection);
    },
    onReconnectEnd: (_: unknown, { source, data }: WayEdge, __: unknown, { toNode }: { toNode: unknown }) => {
      if (toNode || !data) return;
      apply((draft) => {
        disconnect(draft, { node: source, path: data.path });
      });
    },
  };
}
