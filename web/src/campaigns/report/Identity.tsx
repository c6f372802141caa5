// Everybody is somewhere: planned = what became of each of them, and it adds up.
import { IconCircleCheck, IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../api/types";
import { useFormat } from "../../app/format";
import styles from "./report.module.css";

export const PARTS = ["accepted", "skipped", "rejected", "uncertain", "waiting", "cancelled"] as const;
export type Part = (typeof PARTS)[number];

interface IdentityProps {
  line: CampaignReport["identity"];
  onOpen: (part: Part) => void;
}

export function Identity({ line, onOpen }: IdentityProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const addsUp = line.adds_up;
  const Icon = addsUp ? IconCircleCheck : IconAlertTriangle;
  return (
    <p className={styles.identity} data-tone={addsUp ? "ok" : "bad"} aria-label={t("campaigns.report.identity")}>
      <Icon size={16} aria-label={t(addsUp ? "campaigns.report.addsUp" : "campaigns.report.addsUpNot")} />
      <strong>{t("campaigns.report.plannedIs", { count: line.planned, planned: format.number(line.planned) })}</strong>
      {PARTS.filter((part) => part === "accepted" || line[part] > 0).map((part, index) => (
        <span key={part}>
          {index > 0 && "+ "}
          <button
            type="button"
            className={styles.part}
            onClick={() => {
              onOpen(part);
            }}
          >
            {format.number(line[part])} {t(`campaigns.measure.${part}`)}
          </button>
        </span>
      ))}
    </p>
  );
}
