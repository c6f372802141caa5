import { Checkbox, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Component, partOf } from "../model/draft";
import { Card } from "./Card";
import { type CardProps, changePart, findingsAt } from "./card";
import { Findings } from "./Findings";

const LIMIT = 16;

/** An offer that counts down; only marketing may. */
export function OfferCard({ draft, findings, onChange }: CardProps) {
  const { t } = useTranslation();
  const part = partOf(draft.components, "LIMITED_TIME_OFFER");
  if (!part && draft.category !== "MARKETING") return null;
  const offer = part?.limited_time_offer;
  const change = (next: Component | undefined) => {
    onChange(changePart(draft, "LIMITED_TIME_OFFER", next));
  };
  const write = (text: string, has_expiration: boolean) => {
    change({ ...part, type: "LIMITED_TIME_OFFER", limited_time_offer: { ...offer, text, has_expiration } });
  };
  return (
    <Card
      title={t("templates.part.offer")}
      control={
        <Switch
          size="sm"
          aria-label={t("templates.part.offer")}
          checked={part !== undefined}
          onChange={(event) => {
            if (event.currentTarget.checked) write("", true);
            else change(undefined);
          }}
        />
      }
    >
      {part && (
        <>
          <TextInput
            label={t("templates.offerText")}
            description={`${Array.from(offer?.text ?? "").length}/${LIMIT}`}
            value={offer?.text ?? ""}
            onChange={(event) => {
              write(event.currentTarget.value, offer?.has_expiration ?? true);
            }}
          />
          <Checkbox
            label={t("templates.offerEnds")}
            checked={offer?.has_expiration ?? false}
            onChange={(event) => {
              write(offer?.text ?? "", event.currentTarget.checked);
            }}
          />
        </>
      )}
      <Findings findings={findingsAt(findings, { part: "offer" })} />
    </Card>
  );
}
