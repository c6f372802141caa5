// What stands beside the canvas, one thing at a time: settings, the draft's phone, problems, versions, variables.
import { ActionIcon, CloseButton } from "@mantine/core";
import { IconAdjustments, IconAlertTriangle, IconDeviceMobile, IconHistory, IconVariable } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { FlowDetail, FlowProblem } from "../api/types";
import { LoadingRows } from "../app/states";
import { type Panel, PANELS, useBuilder } from "./builder";
import { focusCanvas } from "./canvas/focus-canvas";
import styles from "./flows.module.css";
import { SettingsPanel } from "./panel/SettingsPanel";
import { VariablesPanel } from "./panel/VariablesPanel";
import { ProblemsPanel } from "./ProblemsPanel";
import { VersionsPanel } from "./VersionsPanel";

const DraftPhone = lazy(() => import("./phone/DraftPhone"));

const ICONS = {
  settings: IconAdjustments,
  phone: IconDeviceMobile,
  problems: IconAlertTriangle,
  versions: IconHistory,
  variables: IconVariable,
} satisfies Record<Panel, unknown>;

interface DockProps {
  flow: FlowDetail;
  checking: boolean;
  onJump: (problem: FlowProblem) => void;
}

export function Dock({ flow, checking, onJump }: DockProps) {
  const { t } = useTranslation();
  const { panel, open, problems } = useBuilder();
  return (
    <>
      {panel !== null && (
        <aside
          className={styles.side}
          aria-label={t(`builder.panel.${panel}`)}
          data-panel={panel}
          onKeyDown={(event) => {
            if (event.key === "Escape" && !event.defaultPrevented) focusCanvas();
          }}
        >
          <CloseButton
            className={styles.closePanel}
            aria-label={t("action.close")}
            onClick={() => {
              open(null);
              focusCanvas();
            }}
          />
          {panel === "settings" && <SettingsPanel />}
          {panel === "phone" && (
            <Suspense fallback={<LoadingRows rows={4} />}>
              <DraftPhone />
            </Suspense>
          )}
          {panel === "problems" && <ProblemsPanel problems={problems} checking={checking} onJump={onJump} />}
          {panel === "versions" && <VersionsPanel flow={flow} />}
          {panel === "variables" && <VariablesPanel />}
        </aside>
      )}
      <nav className={styles.dock} aria-label={t("builder.panels")}>
        {PANELS.map((one) => {
          const Icon = ICONS[one];
          const label = t(`builder.panel.${one}`);
          return (
            <ActionIcon
              key={one}
              variant={panel === one ? "light" : "subtle"}
              color={panel === one ? "teal" : "gray"}
              size="lg"
              aria-label={one === "problems" ? t("builder.problemCount", { count: problems.length }) : label}
              title={label}
              aria-pressed={panel === one}
              onClick={() => {
                open(panel === one ? null : one);
              }}
            >
              <Icon size={20} />
              {one === "problems" && problems.length > 0 && (
                <span
                  className={styles.count}
                  data-severity={problems.some(({ severity }) => severity === "error") ? "error" : "warning"}
                >
                  {problems.length}
                </span>
              )}
            </ActionIcon>
          );
        })}
      </nav>
    </>
  );
}
