import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entitiesQuery } from "../../../api/intents";
import { useBuilder } from "../../builder";
import { BUILT_IN_ENTITIES } from "../../model/built-in";
import type { Json, Path } from "../../model/tree";

interface EntityProps {
  label: string;
  path: Path;
  value: Json | undefined;
  required?: boolean;
}

/** What a question asks for: something of the business, or what every business knows. */
export function EntityField({ label, path, value, required = false }: EntityProps) {
  const { t, i18n } = useTranslation();
  const { apply, mayEdit } = useBuilder();
  const entities = useQuery(entitiesQuery);
  const own = entities.data?.items ?? [];
  const chosen = typeof value === "string" && value !== "" ? value : null;
  const named = own.map(({ name, title }) => ({ value: name, label: title[i18n.language] ?? name }));
  const others = BUILT_IN_ENTITIES.filter((name) => own.every((entity) => entity.name !== name));
  const builtIn = others.map((name) => ({ value: name, label: t(`entity.name.${name}`) }));
  const isKnown = [...named, ...builtIn].some((option) => option.value === chosen);
  const missing = chosen === null || isKnown ? [] : [{ value: chosen, label: chosen }];
  return (
    <Select
      label={label}
      searchable
      clearable={!required}
      readOnly={!mayEdit}
      data={[
        { group: t("understanding.ofTheBusiness"), items: [...missing, ...named] },
        { group: t("understanding.builtIn"), items: builtIn },
      ]}
      value={chosen}
      error={missing.length > 0 && entities.data ? t("entity.unknown", { name: chosen ?? "" }) : undefined}
      nothingFoundMessage={t("inbox.nothingFound")}
      onChange={(name) => {
        apply((draft) => {
          if (name === null) draft.remove(path);
          else draft.set(path, name);
        });
      }}
    />
  );
}
