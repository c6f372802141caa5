import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconVariable } from "@tabler/icons-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../../builder";
import { variablesOf } from "../../model/variables";

interface PickerProps {
  box: RefObject<HTMLTextAreaElement | HTMLInputElement | null>;
  text: string;
  /** A condition takes the bare name, a text the name in braces. */
  bare?: boolean;
  onPick: (text: string) => void;
}

/** Puts the name of something the flow knows where the cursor stands. */
export function VariablePicker({ box, text, bare = false, onPick }: PickerProps) {
  const { t } = useTranslation();
  const { tree } = useBuilder();
  const insert = (name: string) => {
    const { selectionStart, selectionEnd } = box.current ?? {};
    const from = selectionStart ?? text.length;
    const to = selectionEnd ?? from;
    const word = bare ? name : `{{ ${name} }}`;
    onPick(text.slice(0, from) + word + text.slice(to));
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(from + word.length, from + word.length);
    });
  };
  return (
    <Menu position="bottom-end" width={240} returnFocus={false}>
      <Menu.Target>
        <Tooltip label={t("builder.variables")}>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("builder.variables")}>
            <IconVariable size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah={280} style={{ overflow: "auto" }}>
        {variablesOf(tree).map(({ name, setBy }) => (
          <Menu.Item
            key={name}
            rightSection={<span className="soft small">{setBy[0]}</span>}
            onClick={() => {
              insert(name);
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
