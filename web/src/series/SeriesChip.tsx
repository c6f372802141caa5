import { useTranslation } from "react-i18next";
import type { Series } from "../api/types";
import { Chip } from "../app/Chip";
import { StateChip } from "../campaigns/StateChip";

/** As of a campaign, but for the end: a series is not cancelled, it was stopped. */
export function SeriesChip({ series }: { series: Series }) {
  const { t } = useTranslation();
  if (series.state === "cancelled") return <Chip>{t("series.ended")}</Chip>;
  return <StateChip campaign={series} />;
}
