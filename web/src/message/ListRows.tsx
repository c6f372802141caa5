import { IconCheck, IconCircle } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Action, ListRow } from "./meta";
import styles from "./message.module.css";

interface ListRowsProps {
  sections: NonNullable<Action["sections"]>;
  chosen?: string;
  onChoose?: (row: ListRow) => void;
}

/** The rows of a list message, section by section. */
export function ListRows({ sections, chosen, onChoose }: ListRowsProps) {
  return (
    <div className={styles.rows}>
      {sections.map((section, index) => (
        <Fragment key={index}>
          {section.title && <div className={styles.section}>{section.title}</div>}
          {section.rows?.map((row) => (
            <Row key={row.id} row={row} chosen={row.id === chosen} onChoose={onChoose} />
          ))}
        </Fragment>
      ))}
    </div>
  );
}

function Row({ row, chosen, onChoose }: { row: ListRow; chosen: boolean; onChoose?: (row: ListRow) => void }) {
  const { t } = useTranslation();
  const inside = (
    <>
      <span>
        {row.title}
        {row.description && <span className="soft small">{row.description}</span>}
      </span>
      {chosen ? (
        <IconCheck size={16} role="img" aria-label={t("message.chosen")} />
      ) : (
        onChoose && <IconCircle size={16} aria-hidden />
      )}
    </>
  );
  if (!onChoose) {
    return (
      <div className={styles.listRow} data-chosen={chosen || undefined}>
        {inside}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles.listRow}
      onClick={() => {
        onChoose(row);
      }}
    >
      {inside}
    </button>
  );
}
