import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Component, isNamed, partOf } from "../model/draft";
import { Card } from "./Card";
import { type CardProps, changePart, findingsAt } from "./card";
import { Findings } from "./Findings";
import { SampleFile } from "./SampleFile";
import { WordsField } from "./WordsField";

const LIMIT = 60;
const FORMATS = ["NONE", "TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION", "PRODUCT"] as const;

interface HeaderProps extends CardProps {
  onFile: (handle: string, url: string) => void;
}

export function HeaderCard({ draft, findings, onChange, onFile }: HeaderProps) {
  const { t } = useTranslation();
  const header = partOf(draft.components, "HEADER");
  const format = header ? (header.format ?? "TEXT").toUpperCase() : "NONE";
  const own = findingsAt(findings, { part: "header" });
  const change = (part: Component | undefined) => {
    onChange(changePart(draft, "HEADER", part));
  };
  const options: { value: string; label: string }[] = FORMATS.map((value) => ({
    value,
    label: t(`templates.header.${value}`),
  }));
  // What Meta added and this screen does not know stays, and can be taken away.
  if (!options.some(({ value }) => value === format)) options.push({ value: format, label: format });
  return (
    <Card
      title={t("templates.part.header")}
      control={
        <Select
          size="xs"
          aria-label={t("templates.headerKind")}
          data={options}
          value={format}
          allowDeselect={false}
          onChange={(chosen) => {
            if (chosen) change(emptyHeader(chosen));
          }}
        />
      }
    >
      {header && format === "TEXT" && (
        <WordsField
          label={t("templates.headerText")}
          component={header}
          named={isNamed(draft)}
          limit={LIMIT}
          plain
          variables="one"
          findings={own}
          onChange={change}
        />
      )}
      {header && ["IMAGE", "VIDEO", "DOCUMENT"].includes(format) && (
        <SampleFile component={header} onChange={change} onFile={onFile} />
      )}
      {format !== "TEXT" && <Findings findings={own} />}
    </Card>
  );
}

function emptyHeader(format: string): Component | undefined {
  if (format === "NONE") return undefined;
  return format === "TEXT" ? { type: "HEADER", format, text: "" } : { type: "HEADER", format };
}
