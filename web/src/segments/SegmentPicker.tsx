// Everywhere an audience is asked for: one of the saved segments, with how many were in it.
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "../api/segments";
import { useFormat } from "../app/format";

interface PickerProps {
  label: string;
  value: string | null;
  onChange: (segmentId: string | null) => void;
  required?: boolean;
}

export function SegmentPicker({ label, value, onChange, required }: PickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const segments = useQuery(segmentsQuery);
  const options = (segments.data?.items ?? []).map(({ id, name, size }) => ({
    value: id,
    label: size === null ? name : `${name} · ${format.number(size)}`,
  }));
  return (
    <Select
      label={label}
      placeholder={t("segments.pickSegment")}
      data={options}
      value={value}
      onChange={onChange}
      required={required}
      searchable
      clearable={!required}
      disabled={segments.isPending}
      error={segments.isError ? t("segments.notLoaded") : undefined}
      nothingFoundMessage={t("segments.nothingFound")}
    />
  );
}
