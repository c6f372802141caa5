import { ActionIcon, Button as PressButton, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { TemplateFinding } from "../../api/types";
import { useLookup } from "../../i18n/lookup";
import type { Button } from "../model/draft";
import styles from "../editor.module.css";
import { ButtonFields } from "./ButtonFields";
import { type KINDS, moved, withButton } from "./buttons";
import { Findings } from "./Findings";

interface ListProps {
  buttons: Button[];
  kinds: typeof KINDS;
  most: number;
  findings: TemplateFinding[];
  onChange: (buttons: Button[]) => void;
}

/** The buttons one under the other, as they stand in the bubble. */
export function ButtonList({ buttons, kinds, most, findings, onChange }: ListProps) {
  const { t } = useTranslation();
  return (
    <>
      <ol className={styles.buttons}>
        {buttons.map((button, index) => (
          <li key={index}>
            <ButtonHead
              button={button}
              index={index}
              count={buttons.length}
              onMove={(to) => {
                onChange(moved(buttons, index, to));
              }}
              onRemove={() => {
                onChange(buttons.filter((_, place) => place !== index));
              }}
            />
            <ButtonFields
              button={button}
              onChange={(next) => {
                onChange(buttons.map((each, place) => (place === index ? next : each)));
              }}
            />
            <Findings findings={findings.filter((finding) => finding.button === index)} />
          </li>
        ))}
      </ol>
      <Findings findings={findings.filter((finding) => finding.button === null)} />
      <Menu position="bottom-start">
        <Menu.Target>
          <PressButton
            className={styles.add}
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={16} />}
            disabled={buttons.length >= most}
          >
            {t("templates.addButton")} ({buttons.length}/{most})
          </PressButton>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map(({ type, most: mostOfKind, empty }) => (
            <Menu.Item
              key={type}
              disabled={buttons.filter((button) => button.type === type).length >= mostOfKind}
              onClick={() => {
                onChange(withButton(buttons, empty));
              }}
            >
              {t(`templates.button.${type as "URL"}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

interface HeadProps {
  button: Button;
  index: number;
  count: number;
  onMove: (to: number) => void;
  onRemove: () => void;
}

function ButtonHead({ button, index, count, onMove, onRemove }: HeadProps) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const number = index + 1;
  const act = (label: string, Icon: typeof IconTrash, run: () => void, disabled = false) => (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} disabled={disabled} onClick={run}>
      <Icon size={16} />
    </ActionIcon>
  );
  return (
    <div className={styles.buttonHead}>
      <strong className="small">{lookup(`templates.button.${button.type}`) ?? button.type}</strong>
      <span className={styles.acts}>
        {act(
          t("templates.moveUp", { number }),
          IconArrowUp,
          () => {
            onMove(index - 1);
          },
          index === 0,
        )}
        {act(
          t("templates.moveDown", { number }),
          IconArrowDown,
          () => {
            onMove(index + 1);
          },
          index === count - 1,
        )}
        {act(t("templates.removeButton", { number }), IconTrash, onRemove)}
      </span>
    </div>
  );
}
