import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SheetOf } from "../OpenSheet";
import { ADDRESS_FIELDS, addressReply } from "../replies";
import styles from "./sheets.module.css";
import { Sheet } from "./Sheet";

/** The address form: what the business already knows is filled in, what it could not use is marked. */
export function AddressSheet({ opening: { address }, onSend, onClose }: SheetOf<"address">) {
  const { t } = useTranslation();
  const { values: known = {}, saved_addresses: saved = [], validation_errors: errors = {} } = address;
  const [values, setValues] = useState<Record<string, string>>(known);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSend(addressReply(values));
  };
  return (
    <Sheet title={t("phones.address.title")} onClose={onClose}>
      {saved.map(({ id, value = {} }, index) => (
        <button
          key={id ?? index}
          type="button"
          className={styles.pickLine}
          onClick={() => {
            onSend(addressReply(value, id));
          }}
        >
          {[value.name, value.address, value.city].filter(Boolean).join(", ")}
        </button>
      ))}
      <form className={styles.sheetForm} onSubmit={submit}>
        {ADDRESS_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`phones.address.${field}`)}
            required={field === "name" || field === "phone_number" || field === "in_pin_code"}
            inputMode={field === "in_pin_code" ? "numeric" : field === "phone_number" ? "tel" : undefined}
            error={errors[field]}
            value={values[field] ?? ""}
            onChange={(event) => {
              setValues({ ...values, [field]: event.currentTarget.value });
            }}
          />
        ))}
        <Button type="submit">{t("phones.address.send")}</Button>
      </form>
    </Sheet>
  );
}
