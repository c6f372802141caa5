import { useTranslation } from "react-i18next";
import type { SimulatedEvent } from "../../api/types";
import { flat } from "../model/outlets";
import type { Json } from "../model/tree";
import styles from "./draft.module.css";

/** What happened besides messages, as a line between them. */
export function EventLine({ event }: { event: Exclude<SimulatedEvent, { kind: "said" }> }) {
  const { t } = useTranslation();
  const words = () => {
    switch (event.kind) {
      case "began":
        return t("builder.event.began", { flow: event.flow });
      case "ended":
        return t("builder.event.ended", { reason: event.reason });
      case "handed_over":
        return t("builder.event.handedOver", { note: event.note });
      case "requested":
        return t("builder.event.requested", { method: event.method, url: event.url });
      case "answered":
        return t("builder.event.answered", { status: event.status ?? event.error ?? "" });
      case "refused":
        return t("builder.event.refused", { reason: event.reason });
      case "label_added":
        return t("builder.event.labelAdded", { label: event.label });
      case "label_removed":
        return t("builder.event.labelRemoved", { label: event.label });
      case "field_set":
        return t("builder.event.fieldSet", { field: event.field, value: flat(event.value as Json) });
      case "consent_changed":
        return t("builder.event.consent", { category: event.category, state: event.state });
      case "assigned":
        return t("builder.event.assigned", { to: event.to });
      case "told":
        return t("builder.event.told", { phone: event.phone });
      case "recorded":
        return t("builder.event.recorded", { name: event.name });
      case "noted":
        return t("builder.event.noted", { note: event.note });
      case "later":
        return t("builder.event.later", { minutes: Math.round(event.seconds / 60) });
    }
  };
  return (
    <p className={styles.event} data-kind={event.kind}>
      {words()}
    </p>
  );
}
