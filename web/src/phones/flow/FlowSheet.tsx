import { ActionIcon, Loader } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../app/states";
import type { SheetOf } from "../OpenSheet";
import styles from "./flow.module.css";
import { Sheet } from "../sheets/Sheet";
import { resolve, wordsOf } from "./expression";
import { screenOf } from "./flow-json";
import { FlowScreenView } from "./FlowScreenView";
import { scopeOf } from "./session";
import { useFlow } from "./useFlow";

/** A Flow on the phone: its screens one after another, until it is complete. */
export function FlowSheet({ customer, contextId = "", opening, onClose }: SheetOf<"flow">) {
  const { t } = useTranslation();
  const flow = useFlow(customer.id, contextId, onClose);
  const { opened, error } = flow;
  const screen = opened ? screenOf(opened.json, opened.screens.at(-1)?.id) : undefined;
  const title = opened ? wordsOf(resolve(screen?.title, scopeOf(opened.screens))) : "";
  return (
    <Sheet title={title === "" ? (opening.flow.flow_cta ?? t("message.open.flow")) : title} onClose={onClose}>
      {opened?.canGoBack && (
        <ActionIcon variant="subtle" className={styles.back} aria-label={t("action.back")} onClick={flow.back}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      )}
      {opened && screen ? (
        <FlowScreenView key={screen.id} screen={screen} screens={opened.screens} flow={flow} />
      ) : error ? (
        <ErrorState error={error} retry={flow.retry} />
      ) : (
        <div className={styles.wait} role="status" aria-label={t("state.loading")}>
          <Loader size="sm" />
        </div>
      )}
    </Sheet>
  );
}
