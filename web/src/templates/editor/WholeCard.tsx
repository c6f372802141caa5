import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CategoryChoice } from "../CategoryChoice";
import { emptyDraft, isNamed } from "../model/draft";
import { withFormat } from "../model/variables";
import { Card } from "./Card";
import { type CardProps, findingsAt } from "./card";
import { Findings } from "./Findings";

const OWN = ["name", "language", "category", "parameter_format", "lifetime", "template"];

/** What holds for the template as a whole. */
export function WholeCard({ draft, findings, onChange, fixedCategory }: CardProps & { fixedCategory: boolean }) {
  const { t } = useTranslation();
  const own = OWN.flatMap((part) => findingsAt(findings, { part }));
  const isPassword = draft.category === "AUTHENTICATION";
  return (
    <Card title={t("templates.whole")}>
      <CategoryChoice
        value={draft.category}
        disabled={fixedCategory}
        onChange={(category) => {
          const another = (category === "AUTHENTICATION") !== isPassword;
          // A one-time password is made of other parts than any other template.
          onChange(another ? emptyDraft(draft.name, draft.language, category) : { ...draft, category });
        }}
      />
      {!isPassword && (
        <SegmentedControl
          size="xs"
          aria-label={t("templates.variables")}
          value={isNamed(draft) ? "NAMED" : "POSITIONAL"}
          onChange={(format) => {
            onChange(withFormat(draft, format));
          }}
          data={[
            { value: "NAMED", label: t("templates.named") },
            { value: "POSITIONAL", label: t("templates.numbered") },
          ]}
        />
      )}
      <Findings findings={own} />
    </Card>
  );
}
