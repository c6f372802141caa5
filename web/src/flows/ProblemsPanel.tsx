import { Loader } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FlowProblem } from "../api/types";
import styles from "./flows.module.css";

interface PanelProps {
  problems: FlowProblem[];
  checking: boolean;
  onJump: (problem: FlowProblem) => void;
}

/** Errors first; each leads to its line. */
export function ProblemsPanel({ problems, checking, onJump }: PanelProps) {
  const { t } = useTranslation();
  const errorsFirst = [...problems].sort((a, b) => a.severity.localeCompare(b.severity) || a.line - b.line);
  return (
    <section aria-label={t("flows.problems")}>
      <h2 className={styles.sideTitle}>
        {t("flows.problems")} {checking && <Loader size={14} aria-label={t("flows.checking")} />}
      </h2>
      {problems.length === 0 ? (
        <p className={styles.noProblems}>
          <IconCircleCheck size={16} aria-hidden /> {t("flows.noProblems")}
        </p>
      ) : (
        <ul className={styles.problems}>
          {errorsFirst.map((problem, index) => (
            <li key={`${index} ${problem.code}`}>
              <button
                type="button"
                data-severity={problem.severity}
                onClick={() => {
                  onJump(problem);
                }}
              >
                {problem.severity === "error" ? (
                  <IconCircleX size={16} role="img" aria-label={t("flows.error")} />
                ) : (
                  <IconAlertTriangle size={16} role="img" aria-label={t("flows.warning")} />
                )}
                <span>
                  <strong>{problem.message}</strong>
                  <span className="soft small">
                    {t("flows.line", { line: problem.line })}
                    {problem.node && ` · ${problem.node}`}
                  </span>
                  {problem.remedy && <span className="small">{problem.remedy}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
