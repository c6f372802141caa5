import { useTranslation } from "react-i18next";
import { isNamed, partOf } from "../model/draft";
import { Card } from "./Card";
import { type CardProps, changePart, findingsAt } from "./card";
import { WordsField } from "./WordsField";

const LIMIT = 1024;
const LIMIT_WITH_OFFER = 600;

export function BodyCard({ draft, findings, onChange }: CardProps) {
  const { t } = useTranslation();
  const body = partOf(draft.components, "BODY") ?? { type: "BODY", text: "" };
  const limit = partOf(draft.components, "LIMITED_TIME_OFFER") ? LIMIT_WITH_OFFER : LIMIT;
  return (
    <Card title={t("templates.part.body")}>
      <WordsField
        label={t("templates.part.body")}
        component={body}
        named={isNamed(draft)}
        limit={limit}
        findings={findingsAt(findings, { part: "body" })}
        onChange={(part) => {
          onChange(changePart(draft, "BODY", part));
        }}
      />
    </Card>
  );
}
