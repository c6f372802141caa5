import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LONGEST_NAME } from "../model/plan";
import { NumberFields } from "./NumberFields";
import type { Drafting } from "./useCampaignDraft";

export function NameStep({ draft }: { draft: Drafting }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t("campaigns.name.label")}
        description={t("campaigns.name.hint")}
        maxLength={LONGEST_NAME}
        required
        autoFocus
        value={draft.name}
        onChange={(event) => {
          draft.rename(event.currentTarget.value);
        }}
      />
      <NumberFields
        numbers={draft.plan.numbers}
        onChange={(numbers) => {
          draft.change({ ...draft.plan, numbers });
        }}
      />
    </>
  );
}
