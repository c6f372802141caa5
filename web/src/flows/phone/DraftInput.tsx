import { ActionIcon, Menu, TextInput } from "@mantine/core";
import { IconPaperclip, IconSend2 } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import phone from "../../phones/phone.module.css";
import type { Act } from "./transcript";

/** What a customer may send besides words; each with contents of its own kind. */
const KINDS = ["image", "audio", "document", "location", "contacts", "sticker"] as const;

export function DraftInput({ onSay }: { onSay: (act: Act) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    onSay({ says: text.trim() });
    setText("");
  };
  return (
    <form className={phone.inputArea} onSubmit={submit}>
      <div className={phone.input}>
        <Menu position="top-start">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("builder.attach")}>
              <IconPaperclip size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {KINDS.map((kind) => (
              <Menu.Item
                key={kind}
                onClick={() => {
                  onSay({ sends: kind });
                }}
              >
                {t(`builder.sends.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <TextInput
          className="grow"
          radius="xl"
          aria-label={t("builder.sayAsCustomer")}
          placeholder={t("builder.sayAsCustomer")}
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
      </div>
    </form>
  );
}
