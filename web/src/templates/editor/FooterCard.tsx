import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { partOf } from "../model/draft";
import { Card } from "./Card";
import { type CardProps, changePart, findingsAt } from "./card";
import { Findings } from "./Findings";
import { WordsField } from "./WordsField";

const LIMIT = 60;

export function FooterCard({ draft, findings, onChange }: CardProps) {
  const { t } = useTranslation();
  const footer = partOf(draft.components, "FOOTER");
  const own = findingsAt(findings, { part: "footer" });
  return (
    <Card
      title={t("templates.part.footer")}
      control={
        <Switch
          size="sm"
          aria-label={t("templates.part.footer")}
          checked={footer !== undefined}
          onChange={(event) => {
            onChange(
              changePart(draft, "FOOTER", event.currentTarget.checked ? { type: "FOOTER", text: "" } : undefined),
            );
          }}
        />
      }
    >
      {footer ? (
        <WordsField
          label={t("templates.footerText")}
          component={footer}
          named={false}
          limit={LIMIT}
          plain
          variables="none"
          findings={own}
          onChange={(part) => {
            onChange(changePart(draft, "FOOTER", part));
          }}
        />
      ) : (
        <Findings findings={own} />
      )}
    </Card>
  );
}
