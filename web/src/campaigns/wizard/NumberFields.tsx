import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { WhatsAppNumber } from "../../api/types";
import { numbersQuery } from "../../api/workspace";
import { ErrorState, LoadingRows } from "../../app/states";
import styles from "./wizard.module.css";

interface FieldsProps {
  numbers: string[];
  onChange: (numbers: string[]) => void;
}

export function NumberFields({ numbers: chosen, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const numbers = useQuery(numbersQuery);
  if (numbers.isPending) return <LoadingRows rows={2} height={40} />;
  if (numbers.isError) return <ErrorState error={numbers.error} retry={() => void numbers.refetch()} />;
  if (numbers.data.items.length === 0) return <Link to="/settings">{t("campaigns.name.noNumbers")}</Link>;
  return (
    <Checkbox.Group
      label={t("campaigns.name.numbers")}
      description={t("campaigns.name.numbersHint")}
      value={chosen}
      onChange={onChange}
    >
      <div className={styles.choices}>
        {numbers.data.items.map((number) => (
          <NumberChoice key={number.id} number={number} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function NumberChoice({ number }: { number: WhatsAppNumber }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      value={number.id}
      label={`${number.display_phone_number} · ${number.verified_name}`}
      description={t("campaigns.name.pace", { count: number.messages_per_second })}
    />
  );
}
