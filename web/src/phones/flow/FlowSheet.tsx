import { ActionIcon, Loader } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { flowQuery } from "../../api/emulator";
import { EmptyState, ErrorState } from "../../app/states";
import type { FlowParameters } from "../../message/meta";
import type { SheetOf } from "../OpenSheet";
import styles from "../phones.module.css";
import { flowReply } from "../replies";
import { Sheet } from "../sheets/Sheet";
import { resolve, wordsOf } from "./expression";
import type { FlowJson, Values } from "./flow-json";
import { screenOf } from "./flow-json";
import { FlowScreenView } from "./FlowScreenView";
import { scopeOf } from "./session";
import { useFlow } from "./useFlow";

/** A Flow on the phone: its screens one after another, until it is complete. */
export function FlowSheet(props: SheetOf<"flow">) {
  const { t } = useTranslation();
  const { flow } = props.opening;
  const loaded = useQuery(flowQuery(flow.flow_id ?? flow.flow_name ?? ""));
  const finish = (answers: Values) => {
    props.onSend(flowReply(flow, answers));
  };
  if (loaded.isSuccess) {
    return <OpenFlow {...props} json={loaded.data.json} flowId={loaded.data.id} parameters={flow} onFinish={finish} />;
  }
  return (
    <Sheet title={flow.flow_cta ?? t("message.open.flow")} onClose={props.onClose}>
      {loaded.isPending ? (
        <div className={styles.flowWait}>
          <Loader size="sm" />
        </div>
      ) : (
        <ErrorState error={loaded.error} retry={() => void loaded.refetch()} />
      )}
    </Sheet>
  );
}

interface OpenFlowProps extends SheetOf<"flow"> {
  json: FlowJson;
  flowId: string;
  parameters: FlowParameters;
  onFinish: (answers: Values) => void;
}

function OpenFlow({ json, flowId, parameters, customer, contextId, onFinish, onClose }: OpenFlowProps) {
  const { t } = useTranslation();
  const flow = useFlow({ json, flowId, parameters, customerId: customer.id, contextId, onFinish });
  const open = flow.session.at(-1);
  const screen = screenOf(json, open?.id);
  const title = wordsOf(resolve(screen?.title, scopeOf(flow.session)));
  return (
    <Sheet title={title === "" ? t("message.open.flow") : title} onClose={onClose}>
      {flow.session.length > 1 && (
        <ActionIcon variant="subtle" className={styles.flowBack} aria-label={t("action.back")} onClick={flow.back}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      )}
      {screen && open ? (
        <FlowScreenView key={`${flow.session.length}.${open.id}`} screen={screen} flow={flow} />
      ) : flow.isWaiting ? (
        <div className={styles.flowWait}>
          <Loader size="sm" />
        </div>
      ) : (
        <EmptyState icon={null} title={t("phones.flow.noScreen")}>
          {t("phones.flow.noScreenDetail")}
        </EmptyState>
      )}
    </Sheet>
  );
}
