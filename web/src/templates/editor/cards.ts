// The cards of a carousel: how an empty one looks, and how one is made like the others.
import { type Component, partOf, withPart } from "../model/draft";
import { CARD_KINDS } from "./buttons";

export const MOST_CARDS = 10;
export const LEAST_CARDS = 2;
export const CARD_HEADERS = ["IMAGE", "VIDEO", "PRODUCT"] as const;

export interface CardParts {
  components: Component[];
}

export const emptyCard = (): CardParts => ({
  components: [
    { type: "HEADER", format: "IMAGE" },
    { type: "BODY", text: "" },
    { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "" }] },
  ],
});

export const formatOf = (card: CardParts | undefined) =>
  (partOf(card?.components ?? [], "HEADER")?.format ?? "IMAGE").toUpperCase();

/** All cards have headers of one kind; samples of another kind are of no use. */
export function withHeader(card: CardParts, format: string): CardParts {
  return { ...card, components: withPart(card.components, "HEADER", { type: "HEADER", format }) };
}

/** The same parts and kinds of buttons, nothing in them. */
export function alike(first: CardParts | undefined): CardParts {
  if (!first) return emptyCard();
  const components = first.components.map((part): Component => {
    if (part.type.toUpperCase() === "HEADER") return { type: part.type, format: part.format };
    if (part.type.toUpperCase() === "BODY") return { type: part.type, text: "" };
    const buttons = part.buttons?.map((button) => CARD_KINDS.find(({ type }) => type === button.type)?.empty ?? button);
    return { type: part.type, buttons };
  });
  return { components };
}
