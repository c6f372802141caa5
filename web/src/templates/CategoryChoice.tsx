import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CATEGORIES } from "./search";

interface CategoryProps {
  value: string;
  disabled?: boolean;
  onChange: (category: string) => void;
}

/** What a template is for, with what that means for its price and for consent. */
export function CategoryChoice({ value, disabled, onChange }: CategoryProps) {
  const { t } = useTranslation();
  const known = CATEGORIES.find((category) => category === value);
  return (
    <Select
      label={t("templates.categoryLabel")}
      description={known && t(`templates.categoryHint.${known}`)}
      data={CATEGORIES.map((category) => ({ value: category, label: t(`templates.category.${category}`) }))}
      value={value}
      disabled={disabled}
      allowDeselect={false}
      onChange={(chosen) => {
        if (chosen) onChange(chosen);
      }}
    />
  );
}
