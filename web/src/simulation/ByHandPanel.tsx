import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CallByHand } from "./CallByHand";
import styles from "./simulation.module.css";
import { WebhookByHand } from "./WebhookByHand";

/** Anything Meta could tell, and anything a business could ask. */
export function ByHandPanel() {
  const { t } = useTranslation();
  const [what, setWhat] = useState("webhook");
  return (
    <div className={styles.stack}>
      <SegmentedControl
        aria-label={t("simulation.hand.what")}
        value={what}
        data={[
          { value: "webhook", label: t("simulation.hand.webhook") },
          { value: "call", label: t("simulation.hand.call") },
        ]}
        onChange={setWhat}
      />
      {what === "webhook" ? <WebhookByHand /> : <CallByHand />}
    </div>
  );
}
