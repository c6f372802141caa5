// Properties of an event, and a test of each.
import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type PropertyTest, replaced, without } from "../model/condition";
import styles from "../segments.module.css";
import { TestFields } from "./TestFields";
import { TextField } from "./Typing";

interface Fields {
  properties: PropertyTest[];
  onChange: (properties: PropertyTest[]) => void;
  /** What else is asked of the event, and what adds to it. */
  children?: ReactNode;
  more?: ReactNode;
}

export function PropertyFields({ properties, onChange, children, more }: Fields) {
  const { t } = useTranslation();
  return (
    <div className={styles.properties}>
      {properties.map(({ property, ...test }, index) => (
        <div key={index} className={styles.fields}>
          <TextField
            label={t("segments.propertyName")}
            value={property}
            onChange={(name) => {
              onChange(replaced(properties, index, { property: name, ...test }));
            }}
          />
          <TestFields
            test={test}
            onChange={(next) => {
              onChange(replaced(properties, index, { property, ...next }));
            }}
          />
          <Remove
            onClick={() => {
              onChange(without(properties, index));
            }}
          />
        </div>
      ))}
      {children}
      <div className={styles.adding}>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={12} />}
          onClick={() => {
            onChange([...properties, { property: "", is: "" }]);
          }}
        >
          {t("segments.addProperty")}
        </Button>
        {more}
      </div>
    </div>
  );
}

export function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={t("segments.removeProperty")} onClick={onClick}>
      <IconTrash size={14} />
    </ActionIcon>
  );
}
