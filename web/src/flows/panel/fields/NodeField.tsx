import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../../builder";
import type { Json, Path } from "../../model/tree";

interface NodeProps {
  label: string;
  path: Path;
  value: Json | undefined;
  except?: string;
  required?: boolean;
}

/** Which node a way leads to. */
export function NodeField({ label, path, value, except, required = false }: NodeProps) {
  const { t } = useTranslation();
  const { tree, apply, mayEdit } = useBuilder();
  const target = typeof value === "string" && value !== "" ? value : null;
  const ids = Object.keys(tree.nodes).filter((id) => id !== except || id === target);
  const missing = target !== null && !Object.hasOwn(tree.nodes, target);
  return (
    <Select
      label={label}
      searchable
      clearable={!required}
      readOnly={!mayEdit}
      placeholder={t("builder.nowhere")}
      data={missing ? [target, ...ids] : ids}
      value={target}
      error={missing ? t("builder.dangling.unknown", { node: target }) : undefined}
      nothingFoundMessage={t("inbox.nothingFound")}
      onChange={(id) => {
        apply((draft) => {
          if (id === null) draft.remove(path);
          else draft.set(path, id);
        });
      }}
    />
  );
}
