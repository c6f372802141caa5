import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PreFlight } from "../../api/types";
import { useFormat } from "../../app/format";
import { useLookup } from "../../i18n/lookup";

/** How many get it, in one sentence, and what to think of before. */
export function Warnings({ found }: { found: PreFlight }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lookup = useLookup();
  const figures = { reachable: format.number(found.reachable), audience: format.number(found.audience) };
  const days = format.number(Math.max(1, ...found.tier.map(({ days_needed: needed }) => needed ?? 1)));
  return (
    <>
      <Alert
        color={found.reachable === 0 ? "red" : "teal"}
        icon={found.reachable === 0 ? <IconAlertTriangle /> : <IconCircleCheck />}
      >
        <strong>{t("campaigns.review.reachable", { ...figures, count: found.reachable })}</strong>
      </Alert>
      {found.is_estimate && (
        <Alert color="gray" icon={<IconInfoCircle />}>
          {t("campaigns.review.estimate")}
        </Alert>
      )}
      {found.warnings.map(({ code, detail }) => (
        <Alert key={code + detail} color="yellow" icon={<IconAlertTriangle />}>
          {lookup(`campaigns.warning.${code}`, { detail, days }) ?? detail}
        </Alert>
      ))}
    </>
  );
}
