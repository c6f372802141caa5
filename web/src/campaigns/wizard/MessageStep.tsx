// What is said: one message or several that compete, each of an approved template with its variables filled.
import { Button, NumberInput, SegmentedControl } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Template } from "../../api/types";
import { useFormat } from "../../app/format";
import { addVariant, changeVariant, MOST_VARIANTS, removeVariant, shareOf, type Variant } from "../model/plan";
import { MessageFields } from "./MessageFields";
import type { Drafting } from "./useCampaignDraft";
import styles from "./wizard.module.css";

interface StepProps {
  draft: Drafting;
  /** The one that is looked at, here and on the phone beside. */
  variant: Variant;
  onLookAt: (name: string) => void;
  template: Template | undefined;
}

export function MessageStep({ draft, variant, onLookAt, template }: StepProps) {
  const { t } = useTranslation();
  if (draft.plan.numbers.length === 0) return <p className="soft">{t("campaigns.message.noNumber")}</p>;
  return (
    <>
      <Variants draft={draft} variant={variant} onLookAt={onLookAt} />
      <Content key={variant.name} draft={draft} variant={variant} template={template} />
    </>
  );
}

function Variants({ draft, variant, onLookAt }: Omit<StepProps, "template">) {
  const { t } = useTranslation();
  const { plan, change } = draft;
  return (
    <div className={styles.line}>
      {plan.variants.length > 1 && (
        <SegmentedControl
          aria-label={t("campaigns.message.variants")}
          value={variant.name}
          onChange={onLookAt}
          data={plan.variants.map(({ name }) => ({ value: name, label: t("campaigns.message.variant", { name }) }))}
        />
      )}
      {plan.variants.length < MOST_VARIANTS && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            const next = addVariant(plan);
            change(next);
            onLookAt(next.variants.at(-1)?.name ?? variant.name);
          }}
        >
          {t("campaigns.message.addVariant")}
        </Button>
      )}
      {plan.variants.length > 1 && <Share draft={draft} variant={variant} onLookAt={onLookAt} />}
    </div>
  );
}

function Share({ draft, variant, onLookAt }: Omit<StepProps, "template">) {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, change } = draft;
  return (
    <>
      <NumberInput
        className={styles.number}
        aria-label={t("campaigns.message.weight")}
        title={t("campaigns.message.weight")}
        value={variant.weight}
        min={0}
        max={100}
        clampBehavior="strict"
        allowDecimal={false}
        suffix={` = ${format.percent(shareOf(plan, variant.name))}`}
        onChange={(weight) => {
          if (weight !== "") change(changeVariant(plan, variant.name, { weight: Number(weight) }));
        }}
      />
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconTrash size={14} />}
        onClick={() => {
          const next = removeVariant(plan, variant.name);
          change(next);
          onLookAt(next.variants[0]?.name ?? "");
        }}
      >
        {t("campaigns.message.removeVariant", { name: variant.name })}
      </Button>
    </>
  );
}

function Content({ draft, variant, template }: Omit<StepProps, "onLookAt">) {
  return (
    <MessageFields
      numbers={draft.plan.numbers}
      message={variant}
      template={template}
      onChange={(part) => {
        draft.change(changeVariant(draft.plan, variant.name, part));
      }}
    />
  );
}
