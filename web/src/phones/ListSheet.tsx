import { CloseButton, FocusTrap } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ListRows } from "../message/ListRows";
import { chooseRow, type Interactive, type Reply } from "../message/meta";
import styles from "./phones.module.css";

interface SheetProps {
  interactive: Interactive;
  onChoose: (reply: Reply) => void;
  onClose: () => void;
}

/** The list of a message, rising from the bottom of the phone. */
export function ListSheet({ interactive, onChoose, onClose }: SheetProps) {
  const { t } = useTranslation();
  const title = interactive.action?.button ?? t("message.list");
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
            <strong>{title}</strong>
            <CloseButton aria-label={t("action.close")} onClick={onClose} />
          </div>
          <ListRows
            sections={interactive.action?.sections ?? []}
            onChoose={(row) => {
              onChoose(chooseRow(row));
            }}
          />
        </div>
      </FocusTrap>
    </div>
  );
}
