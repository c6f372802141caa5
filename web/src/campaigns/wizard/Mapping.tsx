// Each variable of the template, and where its value comes from.
import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../api/contacts";
import type { Template } from "../../api/types";
import { filled, type Placed, placedVariables, SOURCES, sourceOf, valueOf } from "../model/parameters";
import type { Filling, Parameters, Source } from "../model/plan";
import { useVariableName } from "./useVariableName";
import styles from "./wizard.module.css";

interface MappingProps {
  template: Template;
  parameters: Parameters;
  onChange: (parameters: Parameters) => void;
}

export function Mapping({ template, parameters, onChange }: MappingProps) {
  const { t } = useTranslation();
  const variables = placedVariables(template);
  if (variables.length === 0) return <p className="soft">{t("campaigns.message.noVariables")}</p>;
  return (
    <section className={styles.mapping} aria-label={t("campaigns.message.variables")}>
      <h3>{t("campaigns.message.variables")}</h3>
      {variables.map((variable) => (
        <Row
          key={variable.place_in_plan}
          variable={variable}
          filling={parameters[variable.place_in_plan]}
          onChange={(filling) => {
            onChange({ ...parameters, [variable.place_in_plan]: filling });
          }}
        />
      ))}
    </section>
  );
}

interface RowProps {
  variable: Placed;
  filling: Filling | undefined;
  onChange: (filling: Filling) => void;
}

function Row({ variable, filling, onChange }: RowProps) {
  const { t } = useTranslation();
  const name = useVariableName()(variable.place_in_plan);
  // A file is the same for everybody unless somebody says otherwise.
  const source = filling ? sourceOf(filling) : variable.media ? "text" : "attribute";
  return (
    <div className={styles.variable} role="group" aria-label={name}>
      <span className={styles.variableName}>{name}</span>
      <NativeSelect
        aria-label={t("campaigns.message.source", { name })}
        value={source}
        data={SOURCES.map((value) => ({ value, label: t(`campaigns.message.sources.${value}`) }))}
        onChange={(event) => {
          onChange(filled(event.currentTarget.value as Source, "", filling?.default));
        }}
      />
      <Value source={source} name={name} variable={variable} filling={filling} onChange={onChange} />
      {(source === "attribute" || source === "expression") && (
        <TextInput
          aria-label={t("campaigns.message.defaultOf", { name })}
          placeholder={t("campaigns.message.defaultOf", { name })}
          title={t("campaigns.message.defaultHint")}
          value={filling?.default ?? ""}
          onChange={(event) => {
            onChange(filled(source, valueOf(filling), event.currentTarget.value));
          }}
        />
      )}
    </div>
  );
}

const OWN = ["first_name", "name", "phone", "language"] as const;
const EXAMPLE = "{{ fields.city | title }}";

function Value({ source, name, variable, filling, onChange }: RowProps & { source: Source; name: string }) {
  const { t } = useTranslation();
  const change = (value: string) => {
    onChange(filled(source, value, filling?.default));
  };
  if (source === "attribute") return <AttributeChoice name={name} value={valueOf(filling)} onChange={change} />;
  const label = t(`campaigns.message.${source}Of`, { name });
  const examples = { text: variable.example || label, expression: EXAMPLE, link: "https://" };
  return (
    <TextInput
      aria-label={label}
      type={source === "link" || (variable.media && source === "text") ? "url" : "text"}
      title={source === "link" ? t("campaigns.message.linkHint") : undefined}
      placeholder={examples[source]}
      value={valueOf(filling)}
      onChange={(event) => {
        change(event.currentTarget.value);
      }}
    />
  );
}

interface AttributeProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
}

/** What everybody has, then what the business knows of its people. */
function AttributeChoice({ name, value, onChange }: AttributeProps) {
  const { t } = useTranslation();
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  const own = OWN.map((known) => ({ value: known, label: t(`campaigns.message.attribute.${known}`) }));
  const defined = attributes.map(({ name: field, title }) => ({ value: `fields.${field}`, label: title || field }));
  const known = [...own, ...defined];
  const options =
    known.some((option) => option.value === value) || value === "" ? known : [...known, { value, label: value }];
  const label = t("campaigns.message.attributeOf", { name });
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      data={[{ value: "", label: t("campaigns.message.pickAttribute") }, ...options]}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
