// People wait until Meta's limit has room for them: nobody is lost, and nobody has to do anything.
import { Alert } from "@mantine/core";
import { IconHourglass } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CampaignReport } from "../../api/types";
import { useFormat } from "../../app/format";
import { useNumberName } from "../useNumberName";

export function RoomWait({ report: { waits_for_room: waits } }: { report: CampaignReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const numberName = useNumberName();
  return waits.map(({ number_id, until, limit, used }) => {
    const figures = { number: numberName(number_id), limit: format.number(limit), used: format.number(used) };
    return (
      <Alert
        key={number_id}
        color="yellow"
        icon={<IconHourglass />}
        title={
          until === null
            ? t("campaigns.report.waitsForLimit")
            : t("campaigns.report.waitsUntil", { when: format.dateTime(until) })
        }
      >
        {t("campaigns.report.waitsDetail", figures)}
      </Alert>
    );
  });
}
