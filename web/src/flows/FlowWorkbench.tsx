import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { flowCheckQuery } from "../api/flows";
import type { FlowDetail } from "../api/types";
import { useMay } from "../app/session";
import { LoadingRows } from "../app/states";
import type { EditorHandle } from "./FlowEditor";
import { FlowHeader } from "./FlowHeader";
import styles from "./flows.module.css";
import { ProblemsPanel } from "./ProblemsPanel";
import { useFlowSaving } from "./useFlowSaving";
import { VersionsPanel } from "./VersionsPanel";

const FlowEditor = lazy(() => import("./FlowEditor"));

const CHECK_AFTER_MS = 400;

/** A flow as text, with what the checker says of each line while one writes. */
export function FlowWorkbench({ flow }: { flow: FlowDetail }) {
  const { t } = useTranslation();
  const mayManage = useMay()("manage_flows");
  const editor = useRef<EditorHandle>(null);
  const [text, setText] = useState(flow.document);
  const dirty = text !== flow.document;
  const [settled] = useDebouncedValue(text, CHECK_AFTER_MS);
  const check = useQuery({ ...flowCheckQuery(settled), placeholderData: keepPreviousData, enabled: mayManage });
  const problems = check.data ?? flow.problems;
  const saving = useFlowSaving(flow.id, text);
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm(t("flows.leaveUnsaved")),
    enableBeforeUnload: dirty,
  });

  return (
    <div className={styles.workbench}>
      <FlowHeader
        flow={flow}
        dirty={dirty}
        saving={saving}
        errors={problems.filter(({ severity }) => severity === "error").length}
      />
      <div className={styles.bench}>
        <Suspense fallback={<LoadingRows rows={6} />}>
          <FlowEditor
            ref={editor}
            initial={flow.document}
            problems={problems}
            readOnly={!mayManage}
            label={t("flows.editorLabel", { name: flow.name })}
            onChange={setText}
            onSave={saving.save}
          />
        </Suspense>
        <aside className={styles.side}>
          <ProblemsPanel
            problems={problems}
            checking={check.isFetching}
            onJump={(problem) => editor.current?.jumpTo(problem)}
          />
          <VersionsPanel
            flow={flow}
            onRestore={mayManage ? (document) => editor.current?.replace(document) : undefined}
          />
        </aside>
      </div>
    </div>
  );
}
