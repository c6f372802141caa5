// One message: its template, and what each of its variables says. Campaigns and series write it alike.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Template } from "../../api/types";
import { Chip } from "../../app/Chip";
import { useLookup } from "../../i18n/lookup";
import type { Variant } from "../model/plan";
import { Mapping } from "./Mapping";
import { TemplateChoice } from "./TemplateChoice";
import styles from "./wizard.module.css";

interface FieldsProps {
  numbers: string[];
  message: Variant;
  template: Template | undefined;
  onChange: (part: Partial<Variant>) => void;
}

export function MessageFields({ numbers, message, template, onChange }: FieldsProps) {
  const [choosing, setChoosing] = useState(message.template === "");
  if (choosing) {
    return (
      <TemplateChoice
        numbers={numbers}
        parameters={message.parameters}
        onChoose={(chosen) => {
          onChange(chosen);
          setChoosing(false);
        }}
      />
    );
  }
  return (
    <>
      <Chosen
        message={message}
        template={template}
        onAgain={() => {
          setChoosing(true);
        }}
      />
      {template && (
        <Mapping
          template={template}
          parameters={message.parameters}
          onChange={(parameters) => {
            onChange({ parameters });
          }}
        />
      )}
    </>
  );
}

interface ChosenProps {
  message: Variant;
  template: Template | undefined;
  onAgain: () => void;
}

/** Whose agreement it takes depends on the category. */
function Chosen({ message, template, onAgain }: ChosenProps) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const category = template?.category.toLowerCase();
  return (
    <div className={styles.line}>
      <strong>{message.template}</strong>
      <span className="soft small">{message.language}</span>
      {category !== undefined && (
        <Chip title={lookup(`campaigns.message.consent.${category}`)}>
          {lookup(`campaigns.message.category.${category}`) ?? category}
        </Chip>
      )}
      <Button variant="default" size="xs" onClick={onAgain}>
        {t("campaigns.message.changeTemplate")}
      </Button>
    </div>
  );
}
