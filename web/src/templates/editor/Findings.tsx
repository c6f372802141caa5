import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { TemplateFinding } from "../../api/types";
import { useLookup } from "../../i18n/lookup";
import styles from "../editor.module.css";

interface FindingsProps {
  findings: TemplateFinding[];
  /** The text they are about: its place is quoted, and shown when one asks. */
  text?: string;
  onShow?: (from: number, until: number) => void;
}

/** What the reviewer would say, beside the line it is about. */
export function Findings({ findings, text, onShow }: FindingsProps) {
  const { t } = useTranslation();
  const lookup = useLookup();
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => {
        const { code, severity, from, until, limit, value, message } = finding;
        const words = lookup(`templates.lint.${code}`, { limit: limit ?? 0, value: value ?? 0 }) ?? message;
        const quoted = text !== undefined && from !== null && until !== null ? excerpt(text, from, until) : "";
        return (
          <li key={`${code} ${finding.field} ${from}`} data-severity={severity}>
            {severity === "error" ? <IconCircleX size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
            <span>
              {quoted && onShow && from !== null && until !== null && (
                <button
                  type="button"
                  className={styles.quote}
                  aria-label={t("templates.showPlace", { text: quoted })}
                  onClick={() => {
                    onShow(from, until);
                  }}
                >
                  {quoted}
                </button>
              )}
              {words}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const LONGEST = 24;

/** Ranges count characters, strings count halves of some of them. */
export function excerpt(text: string, from: number, until: number): string {
  const found = Array.from(text).slice(from, until).join("").trim();
  return found.length > LONGEST ? `${found.slice(0, LONGEST)}…` : found;
}
