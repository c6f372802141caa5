import { ActionIcon, Button as PressButton, SegmentedControl, Select, Switch } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Component, isNamed, partOf, withPart } from "../model/draft";
import styles from "../editor.module.css";
import { ButtonList } from "./ButtonList";
import { CARD_KINDS, MOST_CARD_BUTTONS } from "./buttons";
import { Card } from "./Card";
import { type CardProps, changePart, findingsAt } from "./card";
import { Findings } from "./Findings";
import { SampleFile } from "./SampleFile";
import { WordsField } from "./WordsField";

const BODY_LIMIT = 160;
const MOST = 10;
const LEAST = 2;
const HEADERS = ["IMAGE", "VIDEO", "PRODUCT"] as const;

interface CardParts {
  components: Component[];
}

const emptyCard = (): CardParts => ({
  components: [
    { type: "HEADER", format: "IMAGE" },
    { type: "BODY", text: "" },
    { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "" }] },
  ],
});

interface CarouselProps extends CardProps {
  onFile: (handle: string, url: string) => void;
}

/** Cards to push aside; all have the same parts, so a new one begins like the first. */
export function CarouselCard({ draft, findings, onChange, onFile }: CarouselProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(0);
  const part = partOf(draft.components, "CAROUSEL");
  if (!part && draft.category !== "MARKETING") return null;
  const cards = part?.cards ?? [];
  const write = (next: CardParts[] | undefined) => {
    onChange(changePart(draft, "CAROUSEL", next && { ...part, type: "CAROUSEL", cards: next }));
  };
  const place = Math.min(open, cards.length - 1);
  const shown = cards[place];
  return (
    <Card
      title={t("templates.part.carousel")}
      control={
        <Switch
          size="sm"
          aria-label={t("templates.part.carousel")}
          checked={part !== undefined}
          onChange={(event) => {
            write(event.currentTarget.checked ? [emptyCard(), emptyCard()] : undefined);
          }}
        />
      }
    >
      <Findings findings={findingsAt(findings, { part: "carousel" })} />
      {cards.length > 0 && (
        <div className={styles.cardTabs}>
          <SegmentedControl
            size="xs"
            aria-label={t("templates.cards")}
            value={String(place)}
            onChange={(value) => {
              setOpen(Number(value));
            }}
            data={cards.map((_, index) => ({ value: String(index), label: String(index + 1) }))}
          />
          <Select
            className={styles.cardHeaderKind}
            size="xs"
            aria-label={t("templates.headerKind")}
            data={HEADERS.map((value) => ({ value, label: t(`templates.header.${value}`) }))}
            value={formatOf(cards[0])}
            allowDeselect={false}
            onChange={(format) => {
              if (format) write(cards.map((card) => withHeader(card, format)));
            }}
          />
          <PressButton
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            disabled={cards.length >= MOST}
            onClick={() => {
              write([...cards, alike(cards[0])]);
              setOpen(cards.length);
            }}
          >
            {t("templates.addCard")}
          </PressButton>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t("templates.removeCard", { number: place + 1 })}
            disabled={cards.length <= LEAST}
            onClick={() => {
              write(cards.filter((_, index) => index !== place));
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      )}
      {shown && (
        <OneCard
          key={place}
          components={shown.components}
          named={isNamed(draft)}
          findings={findings.filter(({ card }) => card === place)}
          onFile={onFile}
          onChange={(components) => {
            write(cards.map((card, index) => (index === place ? { ...card, components } : card)));
          }}
        />
      )}
    </Card>
  );
}

const formatOf = (card: CardParts | undefined) =>
  (partOf(card?.components ?? [], "HEADER")?.format ?? "IMAGE").toUpperCase();

/** All cards have headers of one kind; samples of another kind are of no use. */
function withHeader(card: CardParts, format: string): CardParts {
  return { ...card, components: withPart(card.components, "HEADER", { type: "HEADER", format }) };
}

/** The same parts and kinds of buttons, nothing in them. */
function alike(first: CardParts | undefined): CardParts {
  if (!first) return emptyCard();
  const components = first.components.map((part): Component => {
    if (part.type.toUpperCase() === "HEADER") return { type: part.type, format: part.format };
    if (part.type.toUpperCase() === "BODY") return { type: part.type, text: "" };
    const buttons = part.buttons?.map((button) => CARD_KINDS.find(({ type }) => type === button.type)?.empty ?? button);
    return { type: part.type, buttons };
  });
  return { components };
}

interface OneProps {
  components: Component[];
  named: boolean;
  findings: CardProps["findings"];
  onChange: (components: Component[]) => void;
  onFile: (handle: string, url: string) => void;
}

function OneCard({ components, named, findings, onChange, onFile }: OneProps) {
  const { t } = useTranslation();
  const header = partOf(components, "HEADER");
  const body = partOf(components, "BODY");
  const buttons = partOf(components, "BUTTONS");
  const of = (part: string) => findings.filter((finding) => finding.part === part);
  return (
    <>
      {header && ["IMAGE", "VIDEO"].includes((header.format ?? "").toUpperCase()) && (
        <SampleFile
          component={header}
          onFile={onFile}
          onChange={(part) => {
            onChange(withPart(components, "HEADER", part));
          }}
        />
      )}
      <Findings findings={of("header")} />
      {body && (
        <WordsField
          label={t("templates.cardText")}
          component={body}
          named={named}
          limit={BODY_LIMIT}
          findings={of("body")}
          onChange={(part) => {
            onChange(withPart(components, "BODY", part));
          }}
        />
      )}
      <ButtonList
        buttons={buttons?.buttons ?? []}
        kinds={CARD_KINDS}
        most={MOST_CARD_BUTTONS}
        findings={of("buttons")}
        onChange={(next) => {
          onChange(withPart(components, "BUTTONS", { ...buttons, type: "BUTTONS", buttons: next }));
        }}
      />
      <Findings findings={of("carousel")} />
    </>
  );
}
