// The settings of an object, as its schema names them; what is not set yet waits under “add”.
import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { alternativesOf, editorFor, emptyValue, fieldsOf } from "../model/fields";
import { nameOf, type Schema } from "../model/schema";
import type { JsonObject, Path } from "../model/tree";
import { YamlField } from "./fields/YamlField";
import { FieldEditor } from "./FieldEditor";
import styles from "./panel.module.css";
import { useFieldName } from "./useFieldName";

interface ObjectProps {
  schema: Schema;
  value: JsonObject;
  path: Path;
  basics?: readonly string[];
  without?: readonly string[];
  /** The content of the node around it: limits depend on what else is there. */
  node?: JsonObject;
}

export function ObjectFields({ schema, value, path, basics, without, node }: ObjectProps) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const { apply, mayEdit } = useBuilder();
  const { shown, more, unknown } = fieldsOf(schema, value, basics, without);
  const alternatives = alternativesOf(schema);
  return (
    <div className={styles.fields}>
      {shown.map((field) => (
        <FieldEditor
          key={field.key}
          field={field}
          editor={editorFor(field.key, field.schema, value[field.key])}
          path={[...path, field.key]}
          value={value[field.key]}
          definition={nameOf(schema)}
          node={node}
        />
      ))}
      {unknown.map((key) => (
        <YamlField key={key} label={key} path={[...path, key]} value={value[key]} />
      ))}
      {mayEdit && more.length > 0 && (
        <Menu position="bottom-start" width={240}>
          <Menu.Target>
            <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} className={styles.add}>
              {t("builder.addSetting")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflow: "auto" }}>
            {more.map((field) => (
              <Menu.Item
                key={field.key}
                onClick={() => {
                  apply((draft) => {
                    for (const other of alternatives.includes(field.key) ? alternatives : [])
                      draft.remove([...path, other]);
                    draft.set([...path, field.key], emptyValue(field.key, field.schema));
                  });
                }}
              >
                {fieldName(field.key)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
