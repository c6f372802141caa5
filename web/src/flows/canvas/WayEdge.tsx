// A way from one node to the next; in its middle a “+” that puts a new node there.
import { BaseEdge, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useAddOnEdge } from "./add-on-edge";
import styles from "./canvas.module.css";
import type { WayEdge as Way } from "./graph";

export const WayEdge = memo(function WayEdge(props: EdgeProps<Way>) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, source, data, markerEnd, selected } =
    props;
  const { t } = useTranslation();
  const add = useAddOnEdge();
  const [path, x, y] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 12,
    offset: 24,
  });
  return (
    <>
      <BaseEdge path={path} markerEnd={markerEnd} interactionWidth={18} />
      {data && !data.readOnly && (
        <g
          className={styles.plus}
          data-selected={selected === true ? true : undefined}
          transform={`translate(${x} ${y})`}
          onClick={(event) => {
            event.stopPropagation();
            add({ node: source, path: data.path });
          }}
        >
          <title>{t("builder.addHere")}</title>
          <circle r={11} />
          <path d="M-5 0H5M0 -5V5" />
        </g>
      )}
    </>
  );
});
