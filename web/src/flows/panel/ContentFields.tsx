import type { Json } from "../model/tree";
import { isObject } from "../model/tree";
import { kindOf } from "../model/kinds";
import { resolved, type Schema } from "../model/schema";
import { editorFor } from "../model/fields";
import { FieldEditor } from "./FieldEditor";
import { ObjectFields } from "./ObjectFields";
import { YamlField } from "./fields/YamlField";

interface ContentProps {
  id: string;
  kind: string;
  schema: Schema | undefined;
  value: Json | undefined;
}

/** What a node does: its settings one by one, or its YAML where nothing is known of its kind. */
export function ContentFields({ id, kind, schema, value }: ContentProps) {
  const path = ["nodes", id, kind];
  if (!schema) return <YamlField label={kind} path={path} value={value} />;
  if (resolved(schema).properties && isObject(value ?? {})) {
    const content = isObject(value) ? value : {};
    return <ObjectFields schema={schema} value={content} path={path} basics={kindOf(kind).basics} node={content} />;
  }
  // The target of a jump stands where others have settings.
  const key = kind;
  return (
    <FieldEditor
      field={{ key, schema, required: true }}
      editor={editorFor(key, schema, value)}
      path={path}
      value={value}
    />
  );
}
