import { CloseButton, FocusTrap } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./sheets.module.css";

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Stays in sight while the rest scrolls. */
  foot?: ReactNode;
}

/** What rises from the bottom of the phone. */
export function Sheet({ title, onClose, children, foot }: SheetProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.sheetBack} onClick={onClose} role="presentation">
      <FocusTrap>
        <div
          className={styles.sheet}
          role="dialog"
          aria-modal
          aria-label={title}
          onClick={(event) => {
            event.stopPropagation();
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") onClose();
          }}
        >
          <div className={styles.sheetHeader}>
            <strong className="ellipsis">{title}</strong>
            <CloseButton aria-label={t("action.close")} onClick={onClose} />
          </div>
          <div className={styles.sheetBody} tabIndex={-1}>
            {children}
          </div>
          {foot && <div className={styles.sheetFoot}>{foot}</div>}
        </div>
      </FocusTrap>
    </div>
  );
}
