// The fields of every condition but behaviour.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../../api/segments";
import type { Condition, Is, Leaves } from "../model/condition";
import { AgeFields } from "./AgeFields";
import { CampaignFields } from "./CampaignFields";
import { Choice } from "./Choice";
import { TestFields } from "./TestFields";
import { TextField } from "./Typing";

interface Fields {
  condition: Condition;
  onChange: (condition: Condition) => void;
}

export function AboutThem({ condition, onChange }: Fields) {
  const { t } = useTranslation();
  const { attribute, label, language, consent, created, last_message: last, segment, campaign } = condition;
  if (attribute)
    return (
      <AttributeFields
        attribute={attribute}
        onChange={(next) => {
          onChange({ attribute: next });
        }}
      />
    );
  if (label)
    return (
      <IsText
        is={label}
        label={t("segments.labelName")}
        onChange={(next) => {
          onChange({ label: next });
        }}
      />
    );
  if (language)
    return (
      <IsText
        is={language}
        label={t("segments.languageTag")}
        onChange={(next) => {
          onChange({ language: next });
        }}
      />
    );
  if (consent)
    return (
      <ConsentFields
        consent={consent}
        onChange={(next) => {
          onChange({ consent: next });
        }}
      />
    );
  if (created)
    return (
      <AgeFields
        age={created}
        always
        onChange={(next) => {
          onChange({ created: next });
        }}
      />
    );
  if (last)
    return (
      <LastMessageFields
        last={last}
        onChange={(next) => {
          onChange({ last_message: next });
        }}
      />
    );
  if (segment)
    return (
      <SegmentFields
        segment={segment}
        onChange={(next) => {
          onChange({ segment: next });
        }}
      />
    );
  if (campaign)
    return (
      <CampaignFields
        asked={campaign}
        onChange={(next) => {
          onChange({ campaign: next });
        }}
      />
    );
  return <YesOrNo condition={condition} onChange={onChange} />;
}

type Attribute = Leaves["attribute"];

function AttributeFields({ attribute, onChange }: { attribute: Attribute; onChange: (next: Attribute) => void }) {
  const { t } = useTranslation();
  const { name, ...test } = attribute;
  return (
    <>
      <TextField
        label={t("segments.attributeName")}
        value={name}
        onChange={(next) => {
          onChange({ name: next, ...test });
        }}
      />
      <TestFields
        test={test}
        onChange={(next) => {
          onChange({ name, ...next });
        }}
      />
    </>
  );
}

function YesOrNo({ condition, onChange }: Fields) {
  const { t } = useTranslation();
  if (condition.window) {
    return (
      <Choice
        label={t("segments.kind.window")}
        value={condition.window}
        options={(["open", "closed"] as const).map((value) => ({ value, label: t(`segments.pickWindow.${value}`) }))}
        onChange={(window) => {
          onChange({ window });
        }}
      />
    );
  }
  return (
    <Choice
      label={t("segments.kind.blocked")}
      value={condition.blocked ? "yes" : "no"}
      options={(["yes", "no"] as const).map((value) => ({ value, label: t(`segments.pickBlocked.${value}`) }))}
      onChange={(answer) => {
        onChange({ blocked: answer === "yes" });
      }}
    />
  );
}

function IsOrNot({ is, onChange }: { is: Is; onChange: (is: Is) => void }) {
  const { t } = useTranslation();
  const value = is.is ?? is.is_not ?? "";
  return (
    <Choice
      label={t("segments.testKind")}
      value={is.is_not === undefined ? "is" : "is_not"}
      options={(["is", "is_not"] as const).map((test) => ({ value: test, label: t(`segments.pick.${test}`) }))}
      onChange={(test) => {
        onChange({ [test]: value });
      }}
    />
  );
}

function IsText({ is, label, onChange }: { is: Is; label: string; onChange: (is: Is) => void }) {
  return (
    <>
      <IsOrNot is={is} onChange={onChange} />
      <TextField
        label={label}
        value={is.is ?? is.is_not ?? ""}
        onChange={(value) => {
          onChange(is.is_not === undefined ? { is: value } : { is_not: value });
        }}
      />
    </>
  );
}

function ConsentFields({
  consent,
  onChange,
}: {
  consent: Leaves["consent"];
  onChange: (consent: Leaves["consent"]) => void;
}) {
  const { t } = useTranslation();
  const { category, ...is } = consent;
  return (
    <>
      <Choice
        label={t("segments.categoryOf")}
        value={category}
        options={(["marketing", "utility"] as const).map((value) => ({
          value,
          label: t(`segments.category.${value}`),
        }))}
        onChange={(next) => {
          onChange({ category: next, ...is });
        }}
      />
      <IsOrNot
        is={is}
        onChange={(next) => {
          onChange({ category, ...next });
        }}
      />
      <Choice
        label={t("segments.consentState")}
        value={(is.is ?? is.is_not) as "opted_in"}
        options={(["opted_in", "opted_out", "unknown"] as const).map((value) => ({
          value: value as "opted_in",
          label: t(`segments.consent.${value}`),
        }))}
        onChange={(state) => {
          onChange(is.is_not === undefined ? { category, is: state } : { category, is_not: state });
        }}
      />
    </>
  );
}

type LastMessage = Leaves["last_message"];

function LastMessageFields({ last, onChange }: { last: LastMessage; onChange: (last: LastMessage) => void }) {
  const { t } = useTranslation();
  const { by, ...age } = last;
  return (
    <>
      <Choice
        label={t("segments.by")}
        value={by}
        options={(["customer", "anyone"] as const).map((value) => ({ value, label: t(`segments.pickBy.${value}`) }))}
        onChange={(next) => {
          onChange({ by: next, ...age });
        }}
      />
      <AgeFields
        age={age}
        onChange={(next) => {
          onChange({ by, ...next });
        }}
      />
    </>
  );
}

type Membership = Leaves["segment"];

function SegmentFields({ segment, onChange }: { segment: Membership; onChange: (segment: Membership) => void }) {
  const { t } = useTranslation();
  const segments = useQuery(segmentsQuery);
  const id = segment.in ?? segment.not_in ?? "";
  const known = (segments.data?.items ?? []).map(({ id: value, name }) => ({ value, label: name }));
  return (
    <>
      <Choice
        label={t("segments.testKind")}
        value={segment.not_in === undefined ? "in" : "not_in"}
        options={(["in", "not_in"] as const).map((value) => ({ value, label: t(`segments.pickMembership.${value}`) }))}
        onChange={(test) => {
          onChange({ [test]: id });
        }}
      />
      <Choice
        label={t("segments.which")}
        value={id}
        options={[{ value: "", label: t("segments.pickSegment") }, ...known]}
        onChange={(next) => {
          onChange(segment.not_in === undefined ? { in: next } : { not_in: next });
        }}
      />
    </>
  );
}
