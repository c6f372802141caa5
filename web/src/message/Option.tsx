import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./message.module.css";

interface OptionProps {
  children: ReactNode;
  icon?: ReactNode;
  chosen?: boolean;
  onTap?: () => void;
  href?: string;
  expanded?: boolean;
}

/** A button below a message: to be tapped on the phone, only drawn elsewhere. */
export function Option({ children, icon, chosen = false, onTap, href, expanded }: OptionProps) {
  const { t } = useTranslation();
  const inside = (
    <>
      {chosen ? <IconCheck size={16} role="img" aria-label={t("message.chosen")} /> : icon}
      {children}
    </>
  );
  if (onTap) {
    return (
      <button
        type="button"
        className={styles.option}
        data-chosen={chosen || undefined}
        aria-expanded={expanded}
        onClick={onTap}
      >
        {inside}
      </button>
    );
  }
  if (href) {
    return (
      <a className={styles.option} href={href} target="_blank" rel="noreferrer noopener">
        {inside}
      </a>
    );
  }
  return (
    <div className={styles.option} data-chosen={chosen || undefined}>
      {inside}
    </div>
  );
}
