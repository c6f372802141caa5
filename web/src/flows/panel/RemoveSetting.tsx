import { CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import type { Path } from "../model/tree";

export function RemoveSetting({ label, path }: { label: string; path: Path }) {
  const { t } = useTranslation();
  const { apply, mayEdit } = useBuilder();
  if (!mayEdit) return null;
  return (
    <CloseButton
      size="xs"
      aria-label={t("builder.removeSetting", { name: label })}
      onClick={() => {
        apply((draft) => {
          draft.remove(path);
        });
      }}
    />
  );
}
