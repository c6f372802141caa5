import { ActionIcon, Menu, TextInput } from "@mantine/core";
import { IconMapPin, IconMoodHappy, IconPlus, IconSend2 } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outgoing } from "./Phone";
import styles from "./phones.module.css";

const SAMPLE_PLACE = { latitude: 19.43261, longitude: -99.13321, name: "Zócalo", address: "Centro, Ciudad de México" };

export function PhoneInput({ name, onWrite }: { name: string; onWrite: (outgoing: Outgoing) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    onWrite({ message: { type: "text", text: { body: text.trim() } } });
    setText("");
  };
  return (
    <form className={styles.input} onSubmit={submit}>
      <Menu position="top-start">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("phones.attach")}>
            <IconPlus size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconMapPin size={16} />}
            onClick={() => {
              onWrite({ message: { type: "location", location: SAMPLE_PLACE } });
            }}
          >
            {t("phones.sendLocation")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconMoodHappy size={16} />}
            onClick={() => {
              setText(`${text}😀`);
            }}
          >
            {t("phones.addSmile")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <TextInput
        className={styles.inputText}
        radius="xl"
        aria-label={t("phones.writeAs", { name })}
        placeholder={t("phones.writeAs", { name })}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <ActionIcon
        type="submit"
        variant="filled"
        size="lg"
        radius="xl"
        aria-label={t("composer.send")}
        disabled={text.trim() === ""}
      >
        <IconSend2 size={18} />
      </ActionIcon>
    </form>
  );
}
