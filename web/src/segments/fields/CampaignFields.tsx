// What became of a campaign's message to them: of one campaign or of any, lately or ever.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { campaignListQuery } from "../../api/campaigns";
import { useMay } from "../../app/session";
import { type CampaignOutcome, type Outcome, OUTCOMES } from "../model/condition";
import { Choice } from "./Choice";
import { NumberField } from "./Typing";

interface Fields {
  asked: CampaignOutcome;
  onChange: (asked: CampaignOutcome) => void;
}

export function CampaignFields({ asked, onChange }: Fields) {
  const { t } = useTranslation();
  const { did, did_not: didNot, ...where } = asked;
  const outcome = did ?? didNot ?? "read";
  const test = didNot === undefined ? "did" : "did_not";
  const change = (next: Outcome, how: typeof test) => {
    onChange(how === "did" ? { ...where, did: next } : { ...where, did_not: next });
  };
  return (
    <>
      <Choice
        label={t("segments.outcome")}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`segments.pickOutcome.${value}`) }))}
        onChange={(next) => {
          change(next, test);
        }}
      />
      <Choice
        label={t("segments.doneOrNot")}
        value={test}
        options={(["did", "did_not"] as const).map((value) => ({ value, label: t(`segments.pickDone.${value}`) }))}
        onChange={(how) => {
          change(outcome, how);
        }}
      />
      <WhichCampaign asked={asked} onChange={onChange} />
      <Period asked={asked} onChange={onChange} />
    </>
  );
}

/** One that was deleted or is beyond the first page keeps its place. */
function WhichCampaign({ asked, onChange }: Fields) {
  const { t } = useTranslation();
  const may = useMay()("read_campaigns");
  const found = useInfiniteQuery({ ...campaignListQuery({}), enabled: may });
  const launched = (found.data?.pages.flatMap((page) => page.items) ?? []).filter(({ state }) => state !== "draft");
  const known = launched.map(({ id, name }) => ({ value: id, label: name }));
  const chosen = asked.campaign;
  const isKnown = chosen === undefined || known.some(({ value }) => value === chosen);
  return (
    <Choice
      label={t("segments.whichCampaign")}
      value={chosen ?? ""}
      options={[
        { value: "", label: t("segments.anyCampaign") },
        ...known,
        ...(isKnown ? [] : [{ value: chosen, label: "…" }]),
      ]}
      onChange={(campaign) => {
        onChange({ ...asked, campaign: campaign === "" ? undefined : campaign });
      }}
    />
  );
}

function Period({ asked, onChange }: Fields) {
  const { t } = useTranslation();
  const days = asked.in_last_days;
  return (
    <>
      <Choice
        label={t("segments.when")}
        value={days === undefined ? "ever" : "in_last_days"}
        options={[
          { value: "ever", label: t("segments.anyTime") },
          { value: "in_last_days", label: t("segments.pickAge.in_last_days") },
        ]}
        onChange={(when) => {
          onChange({ ...asked, in_last_days: when === "ever" ? undefined : 30 });
        }}
      />
      {days !== undefined && (
        <NumberField
          label={t("segments.days")}
          value={days}
          least={1}
          onChange={(next) => {
            onChange({ ...asked, in_last_days: next ?? 1 });
          }}
        />
      )}
    </>
  );
}
