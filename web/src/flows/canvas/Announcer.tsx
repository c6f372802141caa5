import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { useKindName } from "./useKindName";

/** Tells those who cannot see the canvas which node the keys are at. */
export function Announcer() {
  const { t } = useTranslation();
  const { selected, cards, problems } = useBuilder();
  const kindName = useKindName();
  const card = cards.find(({ id }) => id === selected.at(-1));
  const faults = problems.filter(({ node }) => node === card?.id).length;
  return (
    <p className="heard" role="status">
      {card && selected.length === 1
        ? t("builder.announce", {
            name: card.id,
            kind: kindName(card.kind),
            text: card.text,
            ways: card.outlets.filter(({ target }) => target !== undefined).length,
            problems: faults,
          })
        : selected.length > 1
          ? t("builder.announceMany", { count: selected.length })
          : ""}
    </p>
  );
}
