import { Switch, Tooltip } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FLOWS, setFlowEnabled } from "../api/flows";
import type { FlowSummary } from "../api/types";
import { useAction } from "../app/notify";
import { useMay } from "../app/session";

/** Whether the flow answers; there is nothing to switch on before it is published. */
export function EnabledSwitch({ flow }: { flow: Pick<FlowSummary, "id" | "name" | "enabled" | "published_version"> }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMay()("manage_flows");
  const change = useAction({
    mutationFn: (enabled: boolean) => setFlowEnabled(flow.id, enabled),
    onSuccess: () => queries.invalidateQueries({ queryKey: FLOWS }),
  });
  return (
    <Tooltip label={t("flows.publishFirst")} disabled={flow.published_version !== null}>
      <Switch
        label={t("flows.answers")}
        aria-label={t("flows.answersName", { name: flow.name })}
        checked={change.isPending ? change.variables : flow.enabled}
        disabled={!may || flow.published_version === null}
        onChange={(event) => {
          change.mutate(event.currentTarget.checked);
        }}
      />
    </Tooltip>
  );
}
