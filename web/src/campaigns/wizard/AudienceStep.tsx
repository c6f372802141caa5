// Whom it goes to: segments in, segments out, and who is to be left alone for now.
import { Button, MultiSelect, Switch } from "@mantine/core";
import { IconFileImport, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../../api/segments";
import { useFormat } from "../../app/format";
import type { Audience } from "../model/plan";
import { Amount } from "./Amount";
import { CapFields } from "./CapFields";
import type { Drafting } from "./useCampaignDraft";
import styles from "./wizard.module.css";

export function AudienceStep({ draft }: { draft: Drafting }) {
  const { t } = useTranslation();
  const { audience } = draft.plan;
  const change = (part: Partial<Audience>) => {
    draft.change({ ...draft.plan, audience: { ...audience, ...part } });
  };
  return (
    <>
      <Segments
        label={t("campaigns.audience.include")}
        hint={t("campaigns.audience.includeHint")}
        value={audience.include}
        onChange={(include) => {
          change({ include });
        }}
      />
      <Segments
        label={t("campaigns.audience.exclude")}
        value={audience.exclude}
        onChange={(exclude) => {
          change({ exclude });
        }}
      />
      <div className={styles.line}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconUsersGroup size={14} />}
          renderRoot={(props) => <Link {...props} to="/segments/$segmentId" params={{ segmentId: "new" }} />}
        >
          {t("campaigns.audience.newSegment")}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileImport size={14} />}
          renderRoot={(props) => <Link {...props} to="/imports" />}
        >
          {t("campaigns.audience.upload")}
        </Button>
      </div>
      <Exclusions audience={audience} change={change} />
      <CapFields
        cap={draft.plan.frequency_cap}
        onChange={(frequency_cap) => {
          draft.change({ ...draft.plan, frequency_cap });
        }}
      />
    </>
  );
}

interface SegmentsProps {
  label: string;
  hint?: string;
  value: string[];
  onChange: (segments: string[]) => void;
}

function Segments({ label, hint, value, onChange }: SegmentsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const segments = useQuery(segmentsQuery);
  const options = (segments.data?.items ?? []).map(({ id, name, size }) => ({
    value: id,
    label: size === null ? name : `${name} · ${format.number(size)}`,
  }));
  return (
    <MultiSelect
      label={label}
      description={hint}
      placeholder={value.length === 0 ? t("campaigns.audience.pick") : undefined}
      data={options}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("campaigns.audience.clear", { label }) }}
      disabled={segments.isPending}
      error={segments.isError ? t("segments.notLoaded") : undefined}
      nothingFoundMessage={t("segments.nothingFound")}
    />
  );
}

function Exclusions({ audience, change }: { audience: Audience; change: (part: Partial<Audience>) => void }) {
  const { t } = useTranslation();
  const { not_written_for_days: written, seen_within_days: seen, not_in_flow: inFlow } = audience;
  return (
    <fieldset className={styles.group}>
      <legend>{t("campaigns.audience.also")}</legend>
      <p className="soft small">{t("campaigns.audience.alsoHint")}</p>
      <Amount
        label={t("campaigns.audience.written")}
        unit={t("campaigns.audience.days")}
        value={written}
        initial={3}
        most={3650}
        onChange={(not_written_for_days) => {
          change({ not_written_for_days });
        }}
      />
      <Amount
        label={t("campaigns.audience.seen")}
        unit={t("campaigns.audience.days")}
        value={seen}
        initial={180}
        most={3650}
        onChange={(seen_within_days) => {
          change({ seen_within_days });
        }}
      />
      <Switch
        label={t("campaigns.audience.inFlow")}
        checked={inFlow}
        onChange={(event) => {
          change({ not_in_flow: event.currentTarget.checked });
        }}
      />
    </fieldset>
  );
}
