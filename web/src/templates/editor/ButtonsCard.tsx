import { useTranslation } from "react-i18next";
import { partOf } from "../model/draft";
import { ButtonList } from "./ButtonList";
import { KINDS, MOST_BUTTONS } from "./buttons";
import { Card } from "./Card";
import { type CardProps, changePart, findingsAt } from "./card";

export function ButtonsCard({ draft, findings, onChange }: CardProps) {
  const { t } = useTranslation();
  const part = partOf(draft.components, "BUTTONS");
  return (
    <Card title={t("templates.part.buttons")}>
      <ButtonList
        buttons={part?.buttons ?? []}
        kinds={KINDS}
        most={MOST_BUTTONS}
        findings={findingsAt(findings, { part: "buttons" })}
        onChange={(buttons) => {
          const next = buttons.length > 0 ? { ...part, type: "BUTTONS", buttons } : undefined;
          onChange(changePart(draft, "BUTTONS", next));
        }}
      />
    </Card>
  );
}
