import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { flowCheckQuery } from "../api/flows";
import type { FlowDetail, FlowProblem } from "../api/types";
import { useMay } from "../app/session";
import { LoadingRows } from "../app/states";
import { BuilderContext } from "./builder";
import { Dialogs } from "./canvas/Dialogs";
import { Palette } from "./canvas/Palette";
import { Dock } from "./Dock";
import type { EditorHandle } from "./FlowEditor";
import { FlowHeader, type View } from "./FlowHeader";
import styles from "./flows.module.css";
import { Unreadable } from "./Unreadable";
import { useBuilderState } from "./useBuilderState";
import { useFlowDocument } from "./useFlowDocument";
import { useFlowSaving } from "./useFlowSaving";
import { useWorkbenchKeys } from "./useWorkbenchKeys";
import { TranslationTable } from "./views/TranslationTable";

const FlowEditor = lazy(() => import("./FlowEditor"));
const Canvas = lazy(() => import("./canvas/Canvas"));

const CHECK_AFTER_MS = 400;

/** A flow on the canvas, as text, as a table of its words: three views of one document. */
export function FlowWorkbench({ flow }: { flow: FlowDetail }) {
  const { t } = useTranslation();
  const mayEdit = useMay()("manage_flows");
  const editor = useRef<EditorHandle>(null);
  const [view, setView] = useState<View>("canvas");
  const document = useFlowDocument(flow.document);
  const { text, error } = document;
  const dirty = text !== flow.document;
  const [settled] = useDebouncedValue(text, CHECK_AFTER_MS);
  const check = useQuery({ ...flowCheckQuery(settled), placeholderData: keepPreviousData, enabled: mayEdit });
  const problems = check.data ?? flow.problems;
  const saving = useFlowSaving(flow.id, text);
  const builder = useBuilderState({ flowId: flow.id, flow: document, mayEdit, problems });
  useWorkbenchKeys(saving.save);
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm(t("flows.leaveUnsaved")),
    enableBeforeUnload: dirty,
  });
  const jump = (problem: FlowProblem) => {
    if (view === "canvas" && problem.node !== null) builder.visit(problem.node);
    else {
      setView("text");
      // The editor may still have to be fetched.
      setTimeout(() => editor.current?.jumpTo(problem), view === "text" ? 0 : 300);
    }
  };

  return (
    <BuilderContext value={builder}>
      <div className={styles.workbench}>
        <FlowHeader flow={flow} dirty={dirty} saving={saving} view={view} onView={setView} />
        <div className={styles.bench} data-view={view} data-panel-open={builder.panel !== null || undefined}>
          {view === "canvas" && mayEdit && !error && <Palette />}
          <Suspense fallback={<LoadingRows rows={6} />}>
            {view === "text" && (
              <FlowEditor
                ref={editor}
                text={text}
                problems={problems}
                readOnly={!mayEdit}
                label={t("flows.editorLabel", { name: flow.name })}
                onChange={(written) => {
                  document.replace(written, "text");
                }}
                onSave={saving.save}
              />
            )}
            {view !== "text" && error && (
              <Unreadable
                error={error}
                onText={() => {
                  setView("text");
                }}
              />
            )}
            {view === "canvas" && !error && <Canvas />}
            {view === "translations" && !error && <TranslationTable />}
          </Suspense>
          <Dock flow={flow} checking={check.isFetching} onJump={jump} />
        </div>
      </div>
      <Dialogs />
    </BuilderContext>
  );
}
