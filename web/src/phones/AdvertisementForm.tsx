import { Button, Modal, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outgoing } from "../api/emulator";
import styles from "./phones.module.css";

interface AdvertisementFormProps {
  onWrite: (outgoing: Outgoing) => void;
  onClose: () => void;
}

/** A tap on an advertisement that leads to WhatsApp: everything is free for the 72 hours after the answer. */
export function AdvertisementForm({ onWrite, onClose }: AdvertisementFormProps) {
  const { t } = useTranslation();
  const [headline, setHeadline] = useState(t("phones.advertisement.headlineExample"));
  const [words, setWords] = useState(t("phones.advertisement.wordsExample"));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const referral = {
      source_url: "https://fb.me/emulated",
      source_id: "120208000000000000",
      source_type: "ad",
      headline,
      body: headline,
      media_type: "image",
      ctwa_clid: "ARemulatedClick",
    };
    onWrite({ message: { type: "text", text: { body: words } }, referral });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("phones.owner.advertisement")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={styles.form} onSubmit={submit}>
        <p className="soft">{t("phones.advertisement.detail")}</p>
        <TextInput
          label={t("phones.advertisement.headline")}
          required
          value={headline}
          onChange={(event) => {
            setHeadline(event.currentTarget.value);
          }}
        />
        <TextInput
          label={t("phones.advertisement.words")}
          required
          data-autofocus
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        <Button type="submit">{t("phones.advertisement.send")}</Button>
      </form>
    </Modal>
  );
}
