import { ActionIcon, Button, SegmentedControl, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "../editor.module.css";
import { alike, CARD_HEADERS, type CardParts, formatOf, LEAST_CARDS, MOST_CARDS, withHeader } from "./cards";

interface TabsProps {
  cards: CardParts[];
  open: number;
  onOpen: (place: number) => void;
  onChange: (cards: CardParts[]) => void;
}

/** Which card one sees, what stands on top of all, one more or one less. */
export function CardTabs({ cards, open, onOpen, onChange }: TabsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.cardTabs}>
      <SegmentedControl
        size="xs"
        aria-label={t("templates.cards")}
        value={String(open)}
        onChange={(value) => {
          onOpen(Number(value));
        }}
        data={cards.map((_, index) => ({ value: String(index), label: String(index + 1) }))}
      />
      <Select
        className={styles.cardHeaderKind}
        size="xs"
        aria-label={t("templates.headerKind")}
        data={CARD_HEADERS.map((value) => ({ value, label: t(`templates.header.${value}`) }))}
        value={formatOf(cards[0])}
        allowDeselect={false}
        onChange={(format) => {
          if (format) onChange(cards.map((card) => withHeader(card, format)));
        }}
      />
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        disabled={cards.length >= MOST_CARDS}
        onClick={() => {
          onChange([...cards, alike(cards[0])]);
          onOpen(cards.length);
        }}
      >
        {t("templates.addCard")}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t("templates.removeCard", { number: open + 1 })}
        disabled={cards.length <= LEAST_CARDS}
        onClick={() => {
          onChange(cards.filter((_, index) => index !== open));
        }}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
