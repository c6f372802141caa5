// Everybody is somewhere: planned = what became of each of them, and it adds up.
import { IconCircleCheck, IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Campaign } from "../../api/types";
import { useFormat } from "../../app/format";
import styles from "./report.module.css";

export const PARTS = ["accepted", "skipped", "rejected", "uncertain", "waiting", "cancelled"] as const;
export type Part = (typeof PARTS)[number];

interface IdentityProps {
  summary: Campaign["summary"];
  onOpen: (part: Part) => void;
}

export function Identity({ summary, onOpen }: IdentityProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = PARTS.reduce((total, part) => total + summary[part], 0);
  const addsUp = sum === summary.planned;
  const Icon = addsUp ? IconCircleCheck : IconAlertTriangle;
  return (
    <p className={styles.identity} data-tone={addsUp ? "ok" : "bad"} aria-label={t("campaigns.report.identity")}>
      <Icon size={16} aria-label={t(addsUp ? "campaigns.report.addsUp" : "campaigns.report.addsUpNot")} />
      <strong>
        {t("campaigns.report.plannedIs", { count: summary.planned, planned: format.number(summary.planned) })}
      </strong>
      {PARTS.filter((part) => part === "accepted" || summary[part] > 0).map((part, index) => (
        <span key={part}>
          {index > 0 && "+ "}
          <button
            type="button"
            className={styles.part}
            onClick={() => {
              onOpen(part);
            }}
          >
            {format.number(summary[part])} {t(`campaigns.measure.${part}`)}
          </button>
        </span>
      ))}
    </p>
  );
}
