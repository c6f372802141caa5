// One more rate card, from a file: what a table does not say itself is asked beside it.
import { Button, FileInput, Modal, Switch, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type AddedRates, addRates, type Rates, ratesQuery } from "../api/rates";
import { notifyDone, useAction } from "../app/notify";
import { cardIn } from "./card";
import styles from "./rates.module.css";

interface AddProps {
  opened: boolean;
  onClose: () => void;
}

export function AddRates({ opened, onClose }: AddProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("rates.add")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Fields onDone={onClose} />
    </Modal>
  );
}

interface Head {
  effective_from: string;
  currency: string;
  source: string;
  utility_in_window_is_free: boolean;
}

const blankHead: Head = { effective_from: "", currency: "USD", source: "", utility_in_window_is_free: false };

function Fields({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [head, setHead] = useState(blankHead);
  const card = cardIn(text);
  const isTable = text !== "" && card === undefined;
  const isFilled = head.effective_from !== "" && head.currency.length === 3 && head.source.trim() !== "";
  const add = useAction<Rates, AddedRates>({
    mutationFn: addRates,
    onSuccess: (rates) => {
      queries.setQueryData(ratesQuery.queryKey, rates);
      notifyDone(t("rates.added"));
      onDone();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(card ? { card } : { csv: text, ...head });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <FileInput
        label={t("rates.file")}
        description={t("rates.fileHint")}
        placeholder={t("rates.pick")}
        accept=".csv,.json,text/csv,application/json"
        required
        onChange={(file) => {
          void file?.text().then(setText);
          if (!file) setText("");
        }}
      />
      {isTable && <HeadFields head={head} onChange={setHead} />}
      <Button type="submit" loading={add.isPending} disabled={text === "" || (isTable && !isFilled)}>
        {t("rates.add")}
      </Button>
    </form>
  );
}

function HeadFields({ head, onChange }: { head: Head; onChange: (head: Head) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        type="date"
        label={t("rates.effectiveFrom")}
        required
        value={head.effective_from}
        onChange={(event) => {
          onChange({ ...head, effective_from: event.currentTarget.value });
        }}
      />
      <TextInput
        label={t("rates.currency")}
        required
        maxLength={3}
        value={head.currency}
        onChange={(event) => {
          onChange({ ...head, currency: event.currentTarget.value.toUpperCase() });
        }}
      />
      <TextInput
        label={t("rates.sourceLabel")}
        required
        maxLength={200}
        value={head.source}
        onChange={(event) => {
          onChange({ ...head, source: event.currentTarget.value });
        }}
      />
      <Switch
        label={t("rates.utilityFree")}
        checked={head.utility_in_window_is_free}
        onChange={(event) => {
          onChange({ ...head, utility_in_window_is_free: event.currentTarget.checked });
        }}
      />
    </>
  );
}
