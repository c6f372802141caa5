import type { Editor, Field } from "../model/fields";
import { limitOf } from "../model/limits";
import { isObject, type Json, type JsonObject, type Path } from "../model/tree";
import { EntityField } from "./fields/EntityField";
import { LineField } from "./fields/LineField";
import { ListField } from "./fields/ListField";
import { NodeField } from "./fields/NodeField";
import { TextField } from "./fields/TextField";
import { ValueField } from "./fields/ValueField";
import { YamlField } from "./fields/YamlField";
import { ObjectFields } from "./ObjectFields";
import styles from "./panel.module.css";
import { RemoveSetting } from "./RemoveSetting";
import { useFieldName } from "./useFieldName";

interface EditorProps {
  field: Field;
  editor: Editor;
  path: Path;
  value: Json | undefined;
  /** The definition of the object around it, and the content of the node. */
  definition?: string;
  node?: JsonObject;
}

/** One setting, by the editor that fits its shape. */
export function FieldEditor({ field, editor, path, value, definition, node }: EditorProps) {
  const fieldName = useFieldName();
  const label = fieldName(field.key);
  const removal = !field.required && value !== undefined && <RemoveSetting label={label} path={path} />;
  switch (editor.type) {
    case "text":
      return (
        <TextField
          label={label}
          path={path}
          value={value}
          limit={limitOf(definition, field.key, node)}
          aside={removal}
        />
      );
    case "line":
      return (
        <LineField
          label={label}
          path={path}
          value={value}
          filled={editor.filled || field.key === "when"}
          required={field.required}
        />
      );
    case "variable":
    case "span":
      return <LineField label={label} path={path} value={value} shape={editor.type} required={field.required} />;
    case "node":
      return <NodeField label={label} path={path} value={value} required={field.required} />;
    case "entity":
      return <EntityField label={label} path={path} value={value} required={field.required} />;
    case "number":
    case "switch":
    case "choice":
    case "words":
      return <ValueField field={field} editor={editor} path={path} value={value} />;
    case "object":
      return (
        <fieldset className={styles.group}>
          <legend>
            {label} {removal}
          </legend>
          <ObjectFields schema={field.schema} value={isObject(value) ? value : {}} path={path} node={node} />
        </fieldset>
      );
    case "list":
      return (
        <ListField
          label={label}
          item={editor.item}
          definition={editor.definition}
          path={path}
          value={value}
          node={node}
          aside={removal}
        />
      );
    case "yaml":
      return <YamlField label={label} path={path} value={value} />;
  }
}
