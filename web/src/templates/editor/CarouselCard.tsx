import { Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Component, isNamed, partOf, withPart } from "../model/draft";
import { ButtonList } from "./ButtonList";
import { CARD_KINDS, MOST_CARD_BUTTONS } from "./buttons";
import { Card } from "./Card";
import { type CardProps, changePart, findingsAt } from "./card";
import { type CardParts, emptyCard } from "./cards";
import { CardTabs } from "./CardTabs";
import { Findings } from "./Findings";
import { SampleFile } from "./SampleFile";
import { WordsField } from "./WordsField";

const BODY_LIMIT = 160;

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
      {cards.length > 0 && <CardTabs cards={cards} open={place} onOpen={setOpen} onChange={write} />}
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
