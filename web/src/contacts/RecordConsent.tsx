import { Button, Checkbox, Modal, SegmentedControl, Select, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CONTACTS, recordConsent } from "../api/contacts";
import type { Contact, NewConsent } from "../api/types";
import { numbersQuery } from "../api/workspace";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import styles from "./form.module.css";

interface RecordProps {
  contact: Contact;
  opened: boolean;
  onClose: () => void;
}

export function RecordConsent({ contact, opened, onClose }: RecordProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("consent.record")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <RecordForm id={contact.id} onDone={onClose} />
    </Modal>
  );
}

/** What the person said, in their words: it becomes the proof, and stays. */
function RecordForm({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [category, setCategory] = useState<NewConsent["category"]>("marketing");
  const [state, setState] = useState<NewConsent["state"]>("opted_in");
  const [words, setWords] = useState("");
  const [form, setForm] = useState(false);
  const [number, setNumber] = useState<string | null>(null);
  const record = useAction({
    mutationFn: () => recordConsent(id, { category, state, words: words.trim(), form, number_id: number ?? undefined }),
    onSuccess: async () => {
      onDone();
      notifyDone(t("consent.recorded"));
      await queries.invalidateQueries({ queryKey: CONTACTS });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        record.mutate();
      }}
    >
      <SegmentedControl
        aria-label={t("consent.categoryLabel")}
        value={category}
        onChange={setCategory}
        data={(["marketing", "utility"] as const).map((value) => ({ value, label: t(`consent.category.${value}`) }))}
      />
      <SegmentedControl
        aria-label={t("consent.stateLabel")}
        value={state}
        onChange={setState}
        data={(["opted_in", "opted_out"] as const).map((value) => ({ value, label: t(`consent.state.${value}`) }))}
      />
      <Textarea
        label={t("consent.words")}
        description={t("consent.wordsHint")}
        autosize
        minRows={2}
        required
        data-autofocus
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
        }}
      />
      <Checkbox
        label={t("consent.form")}
        checked={form}
        onChange={(event) => {
          setForm(event.currentTarget.checked);
        }}
      />
      <NumberChoice value={number} onChange={setNumber} />
      <Button type="submit" disabled={words.trim() === ""} loading={record.isPending}>
        {t("consent.record")}
      </Button>
    </form>
  );
}

function NumberChoice({ value, onChange }: { value: string | null; onChange: (number: string | null) => void }) {
  const { t } = useTranslation();
  const may = useMay()("read_numbers");
  const numbers = useQuery({ ...numbersQuery, enabled: may }).data?.items ?? [];
  // With one number there is nothing to choose.
  if (numbers.length < 2) return null;
  return (
    <Select
      label={t("contact.number")}
      clearable
      placeholder={t("consent.allNumbers")}
      data={numbers.map(({ id, verified_name, display_phone_number }) => ({
        value: id,
        label: `${verified_name} ${display_phone_number}`,
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
