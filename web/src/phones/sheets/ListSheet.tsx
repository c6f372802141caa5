import { useTranslation } from "react-i18next";
import { ListRows } from "../../message/ListRows";
import { chooseRow } from "../../message/meta";
import type { SheetOf } from "../OpenSheet";
import { Sheet } from "./Sheet";

/** The rows of a list message. */
export function ListSheet({ opening, onSend, onClose }: SheetOf<"list">) {
  const { t } = useTranslation();
  return (
    <Sheet title={opening.title ?? t("message.list")} onClose={onClose}>
      <ListRows
        sections={opening.sections}
        onChoose={(row) => {
          onSend({ ...chooseRow(row) });
        }}
      />
    </Sheet>
  );
}
