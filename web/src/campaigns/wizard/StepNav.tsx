import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Fault, STEPS } from "../model/steps";
import styles from "./wizard.module.css";

interface NavProps {
  id: string;
  faults: Fault[];
}

/** Each step is an address; what it still lacks stands beside its name. */
export function StepNav({ id, faults }: NavProps) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("campaigns.steps")}>
      <ol className={styles.steps}>
        {STEPS.map((each) => {
          const open = faults.filter((fault) => fault.step === each).length;
          return (
            <li key={each}>
              <Link
                to="/campaigns/$campaignId/$step"
                params={{ campaignId: id, step: each }}
                className={styles.step}
                activeProps={{ "aria-current": "step" }}
              >
                {each !== "review" && <Sign open={open} />}
                {t(`campaigns.step.${each}`)}
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Sign({ open }: { open: number }) {
  const { t } = useTranslation();
  if (open === 0) return <IconCircleCheck size={16} aria-label={t("campaigns.stepDone")} data-tone="ok" />;
  return <IconCircleDashed size={16} aria-label={t("campaigns.stepOpen", { count: open })} />;
}
